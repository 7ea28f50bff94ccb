package dev.trafficcontrol.app;

import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.run.Reconciliation;
import dev.trafficcontrol.run.RunPorts;
import dev.trafficcontrol.run.RunSupervisor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends what a node left whose lease is over, so that its tasks go on although it never comes back.
final class Takeover {

  private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

  private final Duration betweenLooks;
  private final RunSupervisor supervisor;
  private final Reconciliation reconciliation;
  private final InstantSource clock;

  Takeover(RunPorts ports, RunSupervisor supervisor, InstantSource clock) {
    this.betweenLooks = ports.queue().leases().takeOverEvery();
    this.supervisor = supervisor;
    this.reconciliation = new Reconciliation(ports, clock);
    this.clock = clock;
  }

  /// Looks until its thread is interrupted. Whatever breaks in one look is tried again in the next.
  void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(betweenLooks);
        look();
      } catch (InterruptedException ended) {
        return;
      } catch (RuntimeException broken) {
        LOG.error("What another node left was not ended", broken);
      }
    }
  }

  /// Two nodes may do so at once: each step of it is harmless a second time.
  void look() {
    List<Claim> ended =
        reconciliation.ofLostNodes(clock.instant(), claim -> supervisor.isLive(claim.run()));
    ended.forEach(claim -> LOG.warn("Ended run {}, whose node has lost its lease", claim.run()));
  }
}
