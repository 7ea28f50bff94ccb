package dev.trafficcontrol.attack;

import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.LeaseTimes;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.queue.RenewReply;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.queue.WaitingCounts;
import dev.trafficcontrol.queue.WorkQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A queue that dies before or after a claim is made or finished.
record DoomedQueue(WorkQueue queue, Doom doom) implements WorkQueue {

  @Override
  public QueueSnapshot snapshot(Instant now, @Nullable String confirmation, int mostOfAClass) {
    return queue.snapshot(now, confirmation, mostOfAClass);
  }

  @Override
  public Optional<Claim> claim(Admission admission, Instant now) {
    doom.reached(Doom.Step.BEFORE_CLAIM);
    Optional<Claim> claim = queue.claim(admission, now);
    doom.reached(Doom.Step.AFTER_CLAIM);
    return claim;
  }

  @Override
  public LeaseTimes leases() {
    return queue.leases();
  }

  @Override
  public RenewReply renew(Claim claim, Instant now) {
    return queue.renew(claim, now);
  }

  @Override
  public boolean started(Claim claim, Instant now) {
    return queue.started(claim, now);
  }

  @Override
  public boolean verifying(Claim claim, Instant now) {
    return queue.verifying(claim, now);
  }

  @Override
  public boolean finish(Claim claim, TaskOutcome outcome, Instant now) {
    doom.reached(Doom.Step.BEFORE_FINISH);
    boolean finished = queue.finish(claim, outcome, now);
    doom.reached(Doom.Step.AFTER_FINISH);
    return finished;
  }

  @Override
  public List<Claim> unfinished(String node, Instant now) {
    return queue.unfinished(node, now);
  }

  @Override
  public WaitingCounts waiting(Instant now, @Nullable String confirmation) {
    return queue.waiting(now, confirmation);
  }
}
