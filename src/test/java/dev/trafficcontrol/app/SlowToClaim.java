package dev.trafficcontrol.app;

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
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A queue whose claims, once made, come back only when the scheduler is told to end.
final class SlowToClaim implements WorkQueue {

  private final WorkQueue queue;
  private final CountDownLatch claimed = new CountDownLatch(1);
  private volatile boolean handedOver;

  SlowToClaim(WorkQueue queue) {
    this.queue = queue;
  }

  void awaitClaim() throws InterruptedException {
    claimed.await();
  }

  boolean handedOver() {
    return handedOver;
  }

  @Override
  public Optional<Claim> claim(Admission admission, Instant now) {
    Optional<Claim> claim = queue.claim(admission, now);
    claimed.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
    handedOver = true;
    return claim;
  }

  @Override
  public QueueSnapshot snapshot(Instant now, @Nullable String confirmation, int mostOfAClass) {
    return queue.snapshot(now, confirmation, mostOfAClass);
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
    return queue.finish(claim, outcome, now);
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
