package dev.trafficcontrol.alert.offer;

import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.money.Money;
import java.time.Duration;

/// One thing to do, to the last number.
public sealed interface Deed {

  /// Nothing more is started.
  record Pause() implements Deed {}

  /// Everything is ended now, and nothing spends until its owner says so.
  record Kill() implements Deed {}

  /// One budget, from one limit to one other, for so long.
  record Raise(BudgetId budget, Money from, Money to, Duration lasting) implements Deed {
    public Raise {
      if (!to.isMoreThan(from) || lasting.isZero() || lasting.isNegative()) {
        throw new IllegalArgumentException(
            "a raise from %s to %s for %s is none".formatted(from, to, lasting));
      }
    }
  }

  /// The work of this run of this task is taken in.
  record Accept(String task, String run) implements Deed {}

  /// The work of this run stays on its branch, and this task is queued again.
  record Reject(String task, String run) implements Deed {}

  /// Shows that a press arrives.
  record Greet() implements Deed {}

  /// How long it may be offered. What is about today's money is stale tomorrow; a run waits.
  default Duration validFor() {
    return switch (this) {
      case Pause _, Kill _, Raise _, Greet _ -> Duration.ofDays(1);
      case Accept _, Reject _ -> Duration.ofDays(30);
    };
  }

  /// What it is about: one message offers several deeds about one thing, of which people choose
  /// one.
  default String subject() {
    return switch (this) {
      case Pause _, Kill _, Raise _ -> "spending";
      case Accept(String task, String _) -> "task " + task;
      case Reject(String task, String _) -> "task " + task;
      case Greet _ -> "greeting";
    };
  }

  /// Its name in files and on the wire.
  default String kind() {
    return switch (this) {
      case Pause _ -> "pause";
      case Kill _ -> "kill";
      case Raise _ -> "raise";
      case Accept _ -> "accept";
      case Reject _ -> "reject";
      case Greet _ -> "greet";
    };
  }
}
