package dev.trafficcontrol.run;

import dev.trafficcontrol.ledger.CloseAttempt;
import dev.trafficcontrol.queue.Claim;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The steps that end an attempt, each of which may be taken again after a crash: its right to
/// spend ends before its work is looked at, what came of it is durable before its worktree goes,
/// and the queue hears of it last: a claim that is finished is one that nobody looks at again.
final class Conclusion {

  private final RunPorts ports;
  private final InstantSource clock;

  Conclusion(RunPorts ports, InstantSource clock) {
    this.ports = ports;
    this.clock = clock;
  }

  /// The run's key is dead, and its calls are cut. Nothing of it may be alive.
  void endSpending(Claim claim) {
    ports.calls().cut(claim.run(), "the run has ended");
    ports.ledger().ask(new CloseAttempt(claim.task(), claim.run(), claim.token()));
    // A call that was let in between the two.
    ports.calls().cut(claim.run(), "the run has ended");
  }

  Collected collect(RunBriefs.RunBrief brief, Optional<Workplace> place) {
    return place
        .map(made -> ports.places().collect(made, brief.commitMessage()))
        .orElse(Story.NOTHING);
  }

  /// Returns whether the queue took the outcome: a stale claim's changes nothing. A worktree that
  /// can't be removed keeps no slot.
  boolean finish(Claim claim, Optional<Workplace> place, Collected collected, Verdict verdict) {
    Instant now = clock.instant();
    ports.store().ended(claim.run(), collected, verdict, now);
    boolean taken;
    try {
      place.ifPresent(made -> ports.places().clear(made, collected));
    } finally {
      taken = ports.queue().finish(claim, verdict.outcome(), now);
    }
    return taken;
  }
}
