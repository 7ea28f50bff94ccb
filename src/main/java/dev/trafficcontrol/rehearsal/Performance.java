package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one rehearsal came to.
///
/// @param end of the last run, or when it was stopped
/// @param peakAgents the most at once
/// @param parts in the order of the queue
/// @param usedUp when a budget first had no room for a call
/// @param calls how many were made: the work that it took
public record Performance(
    Ending ending,
    Instant end,
    Money cost,
    int peakAgents,
    List<Part> parts,
    Map<BudgetId, Instant> usedUp,
    int calls) {

  public Performance {
    parts = List.copyOf(parts);
    usedUp = Map.copyOf(usedUp);
  }

  /// One task.
  ///
  /// @param waited before and between its attempts, by what for
  public record Part(
      RehearsedTask task,
      State state,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      int attempts,
      Money spent,
      Map<WaitCause, Duration> waited) {

    public Part {
      waited = Map.copyOf(waited);
    }

    /// How far it came.
    public enum State {
      WAITING,
      WORKING,
      DONE,
      /// Waits for a person.
      BLOCKED
    }
  }

  /// Why it goes no further.
  public sealed interface Ending {

    record AllDone() implements Ending {}

    /// Until a person resets it.
    record Tripped(Scope scope, String reason) implements Ending {}

    /// Time alone brings none of the rest any further.
    record Stuck(int tasks, List<WaitCause> by) implements Ending {

      public Stuck {
        by = List.copyOf(by);
      }
    }

    /// It takes longer than anybody plans for.
    record TooLong(int tasks) implements Ending {}
  }

  boolean isDone() {
    return ending instanceof Ending.AllDone;
  }

  boolean waitedForMoney() {
    return parts.stream()
        .flatMap(part -> part.waited().keySet().stream())
        .anyMatch(cause -> cause.kind() == WaitCause.Kind.BUDGET);
  }
}
