package dev.trafficcontrol.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A virtual key as it is stored: everything but the secret.
///
/// @param id the readable part of the secret, safe to print
/// @param attempt what it spends for, or null for a stand-alone key, whose scope is the key itself
/// @param expiresAt the first instant at which it is dead, or null for never
/// @param rules what it may ask for, or null for whatever its money covers, as in books of before
///   there were rules
public record Key(
    String id,
    String name,
    SecretHash hash,
    @Nullable AttemptBinding attempt,
    @Nullable Instant expiresAt,
    @Nullable KeyRules rules) {

  public Key {
    // One way to say it, so that equal keys are equal.
    rules = KeyRules.NONE.equals(rules) ? null : rules;
  }

  /// A key that may ask for whatever its money covers.
  public Key(
      String id,
      String name,
      SecretHash hash,
      @Nullable AttemptBinding attempt,
      @Nullable Instant expiresAt) {
    this(id, name, hash, attempt, expiresAt, null);
  }

  /// Its rules, those of a key without any forbidding nothing.
  public KeyRules ruled() {
    return rules == null ? KeyRules.NONE : rules;
  }

  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
