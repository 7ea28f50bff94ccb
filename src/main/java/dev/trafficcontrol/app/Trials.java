package dev.trafficcontrol.app;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.ledger.CloseBreaker;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.run.RunStore;
import java.time.Instant;

/// Ends the trial of a half-open breaker once a run of it has begun and ended well since.
record Trials(RunStore runs, Ledger ledger, PriceBook prices) {

  /// Of the runs that ended last: they are looked at twice a second, and whatever else begins in a
  /// busy home meanwhile must not push a trial's run out of sight.
  private static final int RECENT = 100;

  void closeAfterThem() {
    ledger.breakers().forEach(this::closeAfterItsTrial);
  }

  private void closeAfterItsTrial(Scope scope, BreakerState breaker) {
    if (breaker instanceof BreakerState.HalfOpen trial) {
      runs.endedAfter(trial.since(), RECENT).stream()
          .filter(run -> isOf(scope, run.claim()) && endedWellSince(run, trial.since()))
          .findFirst()
          .ifPresent(run ->
              ledger.ask(
                  new CloseBreaker(
                      scope, "run " + run.claim().run() + " ended well in the trial", "monitor")));
    }
  }

  private boolean isOf(Scope scope, Claim claim) {
    return switch (scope.kind()) {
      case GLOBAL -> true;
      case PROJECT -> scope.subject().equals(claim.project());
      case MODEL -> scope.subject().equals(prices.charged(claim.agent().model()));
      // No run of ours shows that a key is well again: its owner closes it.
      case KEY, TASK, RUN, CONFIRMATION, PROBATION -> false;
    };
  }

  private static boolean endedWellSince(RunRecord run, Instant since) {
    return run.times().started().filter(started -> started.isAfter(since)).isPresent()
        && run.end().filter(end -> end.outcome() instanceof TaskOutcome.ReadyForReview).isPresent();
  }
}
