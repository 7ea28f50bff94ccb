package dev.trafficcontrol.key;

import java.util.Optional;

/// Whether a secret opens a key, at the same expense whether or not there is such a key: what is
/// asked for an unknown id is hashed and compared as well, with a hash that no secret has.
///
/// An id is no secret, and every key's budget is checked by the ledger; but whoever tries ids
/// should not be told by the clock which of them exist.
public final class SecretCheck {

  private static final SecretHash NOBODYS = new SecretHash("0".repeat(64));

  private final Comparison comparison;

  /// Says whether two hashes are the same, in time that does not depend on where they differ.
  public interface Comparison {
    boolean areSame(byte[] one, byte[] other);
  }

  /// @param comparison such as [java.security.MessageDigest#isEqual]
  public SecretCheck(Comparison comparison) {
    this.comparison = comparison;
  }

  /// @param known the key with the secret's id, if there is one
  public Optional<Key> opened(Optional<Key> known, KeySecret secret) {
    SecretHash hash = known.map(Key::hash).orElse(NOBODYS);
    boolean isSame = comparison.areSame(hash.bytes(), secret.hash().bytes());
    return known.filter(_ -> isSame);
  }
}
