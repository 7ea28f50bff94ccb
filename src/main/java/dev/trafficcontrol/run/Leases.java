package dev.trafficcontrol.run;

import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.LeaseTimes;
import dev.trafficcontrol.queue.RenewReply;
import dev.trafficcontrol.queue.WorkQueue;
import dev.trafficcontrol.run.Cutoff.Kind;
import java.time.Instant;
import java.util.Collection;

/// Renews the claims of all runs of this node. A run whose claim goes on no longer is ended at
/// once; one whose lease can't be renewed is ended before somebody else may take its task.
final class Leases {

  private final WorkQueue queue;
  private final LeaseTimes times;
  private final RunTrouble trouble;

  Leases(WorkQueue queue, RunTrouble trouble) {
    this.queue = queue;
    this.times = queue.leases();
    this.trouble = trouble;
  }

  void renewDue(Collection<LiveRun> live, Instant now) {
    for (LiveRun run : live) {
      if (isDue(run.claim(), now)) {
        renew(run, now);
      }
    }
  }

  /// Ends the runs whose leases are nearly over. Not on the thread that renews: that may be waiting
  /// for a store which does not answer, for longer than a lease lasts.
  void endOverdue(Collection<LiveRun> live, Instant now) {
    live.stream().filter(run -> isNearlyOver(run.claim(), now)).forEach(Leases::endInTime);
  }

  private boolean isNearlyOver(Claim claim, Instant now) {
    return !now.isBefore(claim.leaseUntil().minus(times.margin()));
  }

  private static void endInTime(LiveRun run) {
    stop(run, new Cutoff(Kind.LEASE_OVER, "its lease could not be renewed"));
  }

  private boolean isDue(Claim claim, Instant now) {
    Instant due = claim.leaseUntil().minus(times.lasts()).plus(times.renewEvery());
    return !now.isBefore(due);
  }

  private void renew(LiveRun run, Instant now) {
    try {
      switch (queue.renew(run.claim(), now)) {
        case RenewReply.Renewed(Claim longer) -> run.renewed(longer);
        case RenewReply.Stop(String why) -> stop(run, new Cutoff(Kind.CLAIM_OVER, why));
      }
    } catch (RuntimeException broken) {
      trouble.tell(run.claim().run(), broken);
      if (isNearlyOver(run.claim(), now)) {
        endInTime(run);
      }
    }
  }

  /// On a thread of its own: ending one run must not keep the others' leases waiting.
  private static void stop(LiveRun run, Cutoff cutoff) {
    Thread.startVirtualThread(() -> run.stop(cutoff));
  }
}
