package dev.trafficcontrol.app.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which home of this user spends with which provider key. Two homes with one key would each keep
/// their own limit, and together twice as much.
///
/// One small file for each key, named by the key's hash, with the home's path and its database's id
/// inside, and a lock beside it which is held while that home's daemon lives. A claim is over when
/// its home is gone. At which address the provider is reached makes no difference: it is the same
/// money.
public record KeyClaims(UserState state) {

  private static final String FOLDER = "keys";
  private static final String LOCK = ".lock";
  private static final String DRAFT = ".new";

  /// What came of claiming a key.
  public sealed interface Answer {

    /// To be kept open as long as the key is used.
    record Granted(HomeLock lock) implements Answer {}

    /// Another home has the key, whether or not it works.
    record Anothers(Home owner) implements Answer {}

    /// A daemon works with the key now.
    ///
    /// @param owner whose; empty where that is not written yet
    record InUse(Optional<Home> owner) implements Answer {}
  }

  public static KeyClaims of(Map<String, String> environment) {
    return new KeyClaims(UserState.of(environment));
  }

  /// @param databaseId of the home's database, kept to tell which book knows what was spent
  public Answer claim(Home home, String databaseId, String key) throws IOException {
    Path claim = state.folder(FOLDER).resolve(hash(key));
    Optional<HomeLock> lock = HomeLock.tryTake(claim.resolveSibling(claim.getFileName() + LOCK));
    if (lock.isEmpty()) {
      return new Answer.InUse(owner(claim));
    }
    boolean granted = false;
    try {
      Home real = new Home(home.directory().toRealPath());
      Optional<Home> other = owner(claim).filter(owner -> !owner.equals(real));
      if (other.isPresent() && other.get().isThere()) {
        return new Answer.Anothers(other.get());
      }
      // Whole or not at all: others read it without the lock.
      Path draft = claim.resolveSibling(claim.getFileName() + DRAFT);
      Files.writeString(draft, real + "\n" + databaseId + "\n");
      Files.move(draft, claim, StandardCopyOption.ATOMIC_MOVE);
      granted = true;
      return new Answer.Granted(lock.get());
    } finally {
      if (!granted) {
        lock.get().close();
      }
    }
  }

  /// Whether the key was claimed for that very database: its homes keep the same limits.
  public boolean isOf(String databaseId, String key) throws IOException {
    Path claim = state.folder(FOLDER).resolve(hash(key));
    return Files.exists(claim)
        && Files.readAllLines(claim).stream().skip(1).anyMatch(databaseId::equals);
  }

  /// Every home that spends, or spent, with a key.
  public List<Home> homes() throws IOException {
    List<Home> homes = new ArrayList<>();
    try (DirectoryStream<Path> claims =
        Files.newDirectoryStream(
            state.folder(FOLDER),
            file -> !file.toString().endsWith(LOCK) && !file.toString().endsWith(DRAFT))) {
      for (Path claim : claims) {
        owner(claim).ifPresent(homes::add);
      }
    }
    return homes;
  }

  private static Optional<Home> owner(Path claim) throws IOException {
    List<String> lines = Files.exists(claim) ? Files.readAllLines(claim) : List.of();
    return lines.isEmpty() ? Optional.empty() : Optional.of(new Home(Path.of(lines.getFirst())));
  }

  private static String hash(String key) {
    try {
      byte[] text = key.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java platform has it
    }
  }
}
