package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.List;

/// Asks to hold the worst case of one call before it is sent.
///
/// @param key the id of the authenticated key; it decides the whole scope
/// @param models every model a hop of the call may use
/// @param least what is taken where `amount` would be refused: then all that is free, if it is at
///   least this. The same as `amount` for a call that can't be made smaller
/// @param lifetime from the grant to the deadline
/// @param patience how long to wait where other calls in flight hold the room; zero does not wait
public record HoldRequest(
    HoldId id,
    String key,
    List<String> models,
    Money amount,
    Money least,
    Duration lifetime,
    Duration patience) {

  public static final Duration LONGEST_LIFETIME = Duration.ofMinutes(15);
  public static final Duration LONGEST_PATIENCE = Duration.ofSeconds(60);

  public HoldRequest {
    models = List.copyOf(models);
    if (amount.isZero()) {
      throw new IllegalArgumentException("a hold of nothing authorizes nothing");
    }
    if (least.isZero() || least.isMoreThan(amount)) {
      throw new IllegalArgumentException(
          "a hold of at least %s is not one of at most %s".formatted(least, amount));
    }
    if (models.isEmpty()) {
      throw new IllegalArgumentException("a hold names the models it is for");
    }
    if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
      throw new IllegalArgumentException(
          "a hold lives up to " + LONGEST_LIFETIME + ": " + lifetime);
    }
    if (patience.isNegative() || patience.compareTo(LONGEST_PATIENCE) > 0) {
      throw new IllegalArgumentException(
          "a hold waits up to " + LONGEST_PATIENCE + ": " + patience);
    }
  }

  /// All of that amount, or nothing.
  public HoldRequest(
      HoldId id,
      String key,
      List<String> models,
      Money amount,
      Duration lifetime,
      Duration patience) {
    this(id, key, models, amount, amount, lifetime, patience);
  }
}
