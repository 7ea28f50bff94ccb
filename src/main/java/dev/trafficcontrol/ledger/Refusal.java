package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why a hold was not granted.
public sealed interface Refusal {

  /// More than the budget's limit itself: never fits. Not retryable.
  record TooLarge(BudgetView budget, Money asked) implements Refusal {}

  /// What was spent leaves no room. Not retryable before `freesAt`.
  ///
  /// @param freesAt when enough of the window has passed, or null where time alone frees nothing
  record Exhausted(BudgetView budget, Money asked, @Nullable Instant freesAt) implements Refusal {}

  /// Would fit once calls in flight have settled, and did not within the caller's patience.
  /// Retryable.
  record RoomHeld(BudgetView budget, Money asked, Duration retryAfter) implements Refusal {}

  /// Unknown, revoked or expired.
  record KeyDead(String key, String why) implements Refusal {}

  /// The run has ended, or another attempt has taken it over.
  record AttemptStale(String run, long token) implements Refusal {}

  record BreakerOpen(Tripped breaker) implements Refusal {}

  /// Everything was stopped by `kill`, until the owner starts again.
  record Killed(String reason, Instant since) implements Refusal {}

  /// The id was used for other content.
  record IdReused(HoldId id) implements Refusal {}

  /// The id's hold has ended: it authorizes nothing any more.
  record IdEnded(HoldId id) implements Refusal {}

  /// The book can't be written: nothing is granted until it can. Retryable.
  record Unavailable(String why) implements Refusal {}
}
