package dev.trafficcontrol.run;

import dev.trafficcontrol.queue.Claim;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One run while it is supervised here: its claim, as far as it was renewed, and whether it is to
/// stop.
final class LiveRun {

  private final AtomicReference<@Nullable Cutoff> asked = new AtomicReference<>();
  private volatile Claim claim;
  private volatile @Nullable Child child;

  LiveRun(Claim claim) {
    this.claim = claim;
  }

  Claim claim() {
    return claim;
  }

  void renewed(Claim longer) {
    claim = longer;
  }

  Optional<Cutoff> asked() {
    return Optional.ofNullable(asked.get());
  }

  /// Has it end: at once where something runs, else as soon as something would be started. The
  /// first reason stays.
  void stop(Cutoff cutoff) {
    asked.compareAndSet(null, cutoff);
    Child running = child;
    if (running != null) {
      running.end(cutoff.grace());
    }
  }

  /// What runs now. Where it is to stop already, it is ended again by whoever watches it.
  void runs(Child started) {
    child = started;
  }

  void runsNothing() {
    child = null;
  }
}
