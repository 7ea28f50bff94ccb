package dev.trafficcontrol.scheduler;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.ledger.BreakerName;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Tripped;
import dev.trafficcontrol.queue.AdmissionStanding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why a task that could start doesn't.
public sealed interface DeferReason {

  /// For people: what stops it, and what would end that.
  String text();

  record Paused(AdmissionStanding.Pause pause) implements DeferReason {
    @Override
    public String text() {
      return "admission is paused by %s since %s: %s"
          .formatted(pause.by(), pause.since(), pause.reason());
    }
  }

  record BreakerOpen(Tripped tripped) implements DeferReason {
    @Override
    public String text() {
      BreakerState.Open breaker = tripped.breaker();
      return "the %s is open since %s, tripped by %s: %s"
          .formatted(tripped.name(), breaker.since(), breaker.by(), breaker.reason());
    }
  }

  /// The trial after a reset lets one agent work, and it does.
  record OnTrial(Scope scope) implements DeferReason {
    @Override
    public String text() {
      return "the %s is half-open, and its one agent is at work".formatted(BreakerName.of(scope));
    }
  }

  record AgentsFull(int maxAgents) implements DeferReason {
    @Override
    public String text() {
      return "max-agents %d: all are at work".formatted(maxAgents);
    }
  }

  /// It waits for its own class, even where another has room.
  record ClassFull(String modelClass, int limit) implements DeferReason {
    @Override
    public String text() {
      return limit == 0
          ? "%s agents are switched off (limit 0)".formatted(modelClass)
          : "%s agents %d: all are at work".formatted(modelClass, limit);
    }
  }

  /// A first call would not fit its budgets.
  ///
  /// @param frees when it might, or null where time alone doesn't help
  record NoMoney(String why, @Nullable Instant frees) implements DeferReason {
    @Override
    public String text() {
      return frees == null ? why : why + ", until " + frees;
    }
  }
}
