package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.List;

/// Asks to hold the worst case of one call before it is sent.
///
/// @param key the id of the authenticated key; it decides the whole scope
/// @param models every model a hop of the call may use
/// @param lifetime from the grant to the deadline
/// @param patience how long to wait where other calls in flight hold the room; zero does not wait
public record HoldRequest(
    HoldId id,
    String key,
    List<String> models,
    Money amount,
    Duration lifetime,
    Duration patience) {

  public static final Duration LONGEST_LIFETIME = Duration.ofMinutes(15);
  public static final Duration LONGEST_PATIENCE = Duration.ofSeconds(60);

  public HoldRequest {
    models = List.copyOf(models);
    if (amount.isZero()) {
      throw new IllegalArgumentException("a hold of nothing authorizes nothing");
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
}
