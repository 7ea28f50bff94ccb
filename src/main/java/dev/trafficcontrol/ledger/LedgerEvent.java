package dev.trafficcontrol.ledger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Metered;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One fact in the book. Facts are appended and never changed; [LedgerState] is what they add up
/// to.
///
/// Stored as JSON with the name below in `event`, amounts as decimal USD. Names and fields are a
/// file format: add, never rename. `by` is who did it: the user of the operating system, or the
/// part of the program.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LedgerEvent.BudgetSet.class, name = "budget-set"),
  @JsonSubTypes.Type(value = LedgerEvent.BudgetRaised.class, name = "budget-raised"),
  @JsonSubTypes.Type(value = LedgerEvent.Held.class, name = "held"),
  @JsonSubTypes.Type(value = LedgerEvent.Shrunk.class, name = "shrunk"),
  @JsonSubTypes.Type(value = LedgerEvent.Settled.class, name = "settled"),
  @JsonSubTypes.Type(value = LedgerEvent.Voided.class, name = "voided"),
  @JsonSubTypes.Type(value = LedgerEvent.Expired.class, name = "expired"),
  @JsonSubTypes.Type(value = LedgerEvent.Corrected.class, name = "corrected"),
  @JsonSubTypes.Type(value = LedgerEvent.KeyMinted.class, name = "key-minted"),
  @JsonSubTypes.Type(value = LedgerEvent.KeyRevoked.class, name = "key-revoked"),
  @JsonSubTypes.Type(value = LedgerEvent.AttemptOpened.class, name = "attempt-opened"),
  @JsonSubTypes.Type(value = LedgerEvent.AttemptClosed.class, name = "attempt-closed"),
  @JsonSubTypes.Type(value = LedgerEvent.BreakerTripped.class, name = "breaker-tripped"),
  @JsonSubTypes.Type(value = LedgerEvent.BreakerReset.class, name = "breaker-reset"),
  @JsonSubTypes.Type(value = LedgerEvent.BreakerClosed.class, name = "breaker-closed"),
  @JsonSubTypes.Type(value = LedgerEvent.Killed.class, name = "killed"),
  @JsonSubTypes.Type(value = LedgerEvent.Revived.class, name = "revived"),
  @JsonSubTypes.Type(value = LedgerEvent.Switched.class, name = "switched"),
  @JsonSubTypes.Type(value = LedgerEvent.ClockNoted.class, name = "clock-noted"),
  @JsonSubTypes.Type(value = LedgerEvent.ClockSet.class, name = "clock-set"),
  @JsonSubTypes.Type(value = LedgerEvent.Checkpointed.class, name = "checkpointed"),
  @JsonSubTypes.Type(value = LedgerEvent.Archived.class, name = "archived")
})
public sealed interface LedgerEvent {

  record BudgetSet(Scope scope, Window window, Limit limit, String by, String reason)
      implements LedgerEvent {

    BudgetId budget() {
      return new BudgetId(scope, window);
    }
  }

  /// A higher limit for a while; then the one of before holds again.
  record BudgetRaised(
      Scope scope, Window window, Limit limit, Instant until, String by, String reason)
      implements LedgerEvent {

    BudgetId budget() {
      return new BudgetId(scope, window);
    }

    Terms.Raise raise() {
      return new Terms.Raise(limit, until);
    }
  }

  /// @param node who makes the call, where several nodes share the book; null where one has it
  record Held(HoldId id, HoldScope scope, Money amount, Instant deadline, @Nullable String node)
      implements LedgerEvent {}

  record Shrunk(HoldId id, Money amount) implements LedgerEvent {}

  /// @param metered what was used, or null where only the cost is known (a bound that was charged)
  record Settled(HoldId id, Money cost, @Nullable Metered metered) implements LedgerEvent {}

  /// @param answer how it counts against its call, or null where that was not said
  record Voided(HoldId id, String proof, @Nullable NoAnswer answer) implements LedgerEvent {}

  /// @param bookedAt when the call can have ended at the latest
  /// @param why its cost is unknown, or null in books of before that was noted
  /// @param answer as of [Voided]
  record Expired(
      HoldId id, Money charged, Instant bookedAt, @Nullable String why, @Nullable NoAnswer answer)
      implements LedgerEvent {}

  /// The truth about an expired hold; booked where the expiry was.
  ///
  /// @param charged what it counted as before
  /// @param metered what was used, or null where only the cost is known
  /// @param by whose word it is, or null where the gateway metered the call after all
  /// @param reason why it is believed, or null as `by` is
  record Corrected(
      HoldId id,
      Money charged,
      Money actual,
      @Nullable Metered metered,
      @Nullable String by,
      @Nullable String reason)
      implements LedgerEvent {}

  record KeyMinted(Key key, String by) implements LedgerEvent {}

  record KeyRevoked(String key, String by) implements LedgerEvent {}

  record AttemptOpened(String task, String run, long token) implements LedgerEvent {}

  record AttemptClosed(String task, String run, long token) implements LedgerEvent {}

  /// @param scope what is stopped, or null for everything
  record BreakerTripped(TripKind kind, String reason, String by, @Nullable Scope scope)
      implements LedgerEvent {

    /// What its breaker stands over.
    public Scope over() {
      return scope == null ? Scope.GLOBAL : scope;
    }
  }

  /// @param scope what is on trial, or null for everything
  record BreakerReset(String probation, String reason, String by, @Nullable Scope scope)
      implements LedgerEvent {

    /// What its breaker stands over.
    public Scope over() {
      return scope == null ? Scope.GLOBAL : scope;
    }
  }

  /// @param scope what is free again, or null for everything
  record BreakerClosed(String reason, String by, @Nullable Scope scope) implements LedgerEvent {

    /// What its breaker stands over.
    public Scope over() {
      return scope == null ? Scope.GLOBAL : scope;
    }
  }

  record Killed(String reason, String by) implements LedgerEvent {}

  record Revived(String by) implements LedgerEvent {}

  /// Somebody used a switch that moves no money: kept so that the book tells who did.
  ///
  /// @param what `paused`, `resumed`, `stopped` or `accepted-head`
  record Switched(String what, String by, String reason) implements LedgerEvent {}

  /// What the book added up to at an earlier batch was written down.
  ///
  /// @param batch the number of the last batch that counts in it
  /// @param hash of the [Checkpoint]
  record Checkpointed(long batch, String hash) implements LedgerEvent {}

  /// The batches up to that one were written into a file. From then on the book may begin after
  /// them, at what they add up to: see [Book#base].
  ///
  /// @param until the book's time there
  /// @param hash of the [Checkpoint] that stands for them
  /// @param file its name, as it was called then
  record Archived(long batch, Instant until, String hash, String file, String by)
      implements LedgerEvent {}

  /// What the machine said of time when a daemon began to work on the book.
  record ClockNoted(ClockReading reading) implements LedgerEvent {}

  /// The owner confirmed a step of the clock. Its batch has the new time.
  ///
  /// @param from the book's time before
  record ClockSet(Instant from, ClockReading to, String by, String reason) implements LedgerEvent {}
}
