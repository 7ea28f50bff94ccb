package dev.trafficcontrol.app.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What shows that a request comes from the owner: a random text in a file that only the owner can
/// read. Agents run where that file is out of sight.
public final class OwnerToken {

  public static final int RANDOM_BYTES = 32;

  private final String text;

  private OwnerToken(String text) {
    this.text = text;
  }

  /// Writes a new token, unless the home has one.
  public static void make(Home home, byte[] randomness) {
    if (Files.exists(home.ownerToken())) {
      return;
    }
    String token = "tco_" + Base64.getUrlEncoder().withoutPadding().encodeToString(randomness);
    try {
      Files.createFile(
          home.ownerToken(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(home.ownerToken(), token, StandardOpenOption.WRITE);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// The home's token; empty where it can't be read, or is empty.
  public static Optional<OwnerToken> read(Home home) {
    try {
      String text = Files.readString(home.ownerToken(), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(new OwnerToken(text));
    } catch (IOException notReadable) {
      return Optional.empty();
    }
  }

  /// Whether others than its user could read it.
  public static boolean isExposed(Home home) {
    try {
      return !Set.of("rw-------", "r--------")
          .contains(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(home.ownerToken())));
    } catch (IOException notThere) {
      return false;
    }
  }

  /// Compares in a time that says nothing about the token.
  public boolean isSameAs(@Nullable String other) {
    return other != null
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "***";
  }
}
