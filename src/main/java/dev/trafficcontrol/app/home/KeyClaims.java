package dev.trafficcontrol.app.home;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Which home of this user spends with which provider key. Two homes with one key would each keep
/// their own limit, and together twice as much.
///
/// One small file for each key, named by a hash of it, with the home's path inside. A claim is over
/// when its home is gone.
public record KeyClaims(Path directory) {

  private static final String LOCK = "lock";

  /// Where programs of this user keep what is worth keeping.
  public static KeyClaims of(Map<String, String> environment) {
    String given = environment.getOrDefault("XDG_STATE_HOME", "");
    Path state =
        given.startsWith("/")
            ? Path.of(given)
            : Path.of(Home.userHome(environment), ".local", "state");
    return new KeyClaims(state.resolve("trafficcontrol").resolve("provider-keys"));
  }

  /// Claims the key for `home`, or says which home has it.
  public Optional<Home> claim(Home home, URI provider, String key) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (FileChannel lock =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      removeThoseOfHomesThatAreGone();
      Path claim = directory.resolve(fingerprint(provider, key));
      if (!Files.exists(claim)) {
        Files.writeString(claim, home.toString());
        return Optional.empty();
      }
      return Optional.of(owner(claim)).filter(owner -> !owner.equals(home));
    }
  }

  private void removeThoseOfHomesThatAreGone() throws IOException {
    try (DirectoryStream<Path> claims = Files.newDirectoryStream(directory)) {
      for (Path claim : claims) {
        if (!claim.endsWith(LOCK) && !owner(claim).isThere()) {
          Files.deleteIfExists(claim);
        }
      }
    }
  }

  private static Home owner(Path claim) throws IOException {
    return new Home(Path.of(Files.readString(claim).strip()));
  }

  /// The same key at another provider, such as a simulated one, is another key.
  private static String fingerprint(URI provider, String key) {
    try {
      byte[] text = (provider + "\n" + key).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java platform has it
    }
  }
}
