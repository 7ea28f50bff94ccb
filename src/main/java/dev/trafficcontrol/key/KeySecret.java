package dev.trafficcontrol.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text a client sends: `tck_` + id (12 hex digits) + `_` + 32 random bytes in base64url. A
/// person's names its environment before the id, so that whoever holds two sees which is which.
///
/// Printed only where somebody asks for it by [#reveal()]; everywhere else it is `***`.
public final class KeySecret {

  /// Randomness that one secret takes: 6 bytes of id, 32 bytes of secret.
  public static final int RANDOM_BYTES = 38;

  private static final int ID_BYTES = 6;
  private static final Pattern SHAPE =
      Pattern.compile("tck_(?:([a-z][a-z0-9-]{0,39})_)?([0-9a-f]{12})_[A-Za-z0-9_-]{43}");

  private final String text;
  private final String id;

  private KeySecret(String text, String id) {
    this.text = text;
    this.id = id;
  }

  /// A run's: it ends with its run.
  public static KeySecret mint(byte[] randomness) {
    return mint("tck_", randomness);
  }

  /// A person's.
  public static KeySecret mintFor(String environment, byte[] randomness) {
    KeySecret secret = mint("tck_" + environment + "_", randomness);
    if (parse(secret.text).isEmpty()) {
      throw new IllegalArgumentException("no key can name the environment " + environment);
    }
    return secret;
  }

  private static KeySecret mint(String beginning, byte[] randomness) {
    if (randomness.length != RANDOM_BYTES) {
      throw new IllegalArgumentException("a key takes " + RANDOM_BYTES + " random bytes");
    }
    String id = HexFormat.of().formatHex(randomness, 0, ID_BYTES);
    byte[] secret = new byte[RANDOM_BYTES - ID_BYTES];
    System.arraycopy(randomness, ID_BYTES, secret, 0, secret.length);
    return new KeySecret(
        beginning + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret), id);
  }

  /// Reads what a client sent; empty where it can't be one of ours.
  public static Optional<KeySecret> parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    return shape.matches() ? Optional.of(new KeySecret(text, shape.group(2))) : Optional.empty();
  }

  /// The environment that a text names which looks like one of ours, real or not.
  public static Optional<String> environmentOf(String text) {
    Matcher shape = SHAPE.matcher(text);
    return shape.matches() ? Optional.ofNullable(shape.group(1)) : Optional.empty();
  }

  public String id() {
    return id;
  }

  public String reveal() {
    return text;
  }

  public SecretHash hash() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return new SecretHash(
          HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
