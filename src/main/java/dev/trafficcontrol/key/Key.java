package dev.trafficcontrol.key;

import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A virtual key as it is stored: everything but the secret.
///
/// @param id the readable part of the secret, safe to print
/// @param attempt what it spends for, or null for a stand-alone key, whose scope is the key itself
/// @param expiresAt the first instant at which it is dead, or null for never
public record Key(
    String id,
    String name,
    SecretHash hash,
    @Nullable AttemptBinding attempt,
    @Nullable Instant expiresAt) {

  /// Whether `secret` is this key's, in time that does not depend on where they differ.
  public boolean opensWith(KeySecret secret) {
    return MessageDigest.isEqual(hash.bytes(), secret.hash().bytes());
  }

  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
