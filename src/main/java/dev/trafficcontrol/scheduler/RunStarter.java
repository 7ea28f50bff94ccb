package dev.trafficcontrol.scheduler;

import dev.trafficcontrol.queue.Claim;

/// Where a claim goes to become a run.
public interface RunStarter {

  /// Takes the claim over and returns at once: from here on whoever takes it renews and finishes
  /// it. Where this throws, nothing was started and the caller gives the claim back.
  void start(Claim claim);
}
