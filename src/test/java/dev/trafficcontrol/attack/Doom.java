package dev.trafficcontrol.attack;

import java.util.concurrent.atomic.AtomicInteger;

/// Ends the process, as `kill -9` does, when a step has come for the nth time.
final class Doom {

  /// The steps of a call at which a process can die.
  enum Step {
    BEFORE_HOLD,
    AFTER_HOLD,
    BEFORE_FORWARD,
    AFTER_FORWARD,
    FIRST_BYTE,
    BEFORE_SETTLE,
    AFTER_SETTLE,
    /// No step: somebody else kills it.
    NEVER
  }

  private final Step step;
  private final AtomicInteger left;

  Doom(Step step, int occurrence) {
    this.step = step;
    this.left = new AtomicInteger(occurrence);
  }

  void reached(Step now) {
    if (now == step && left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(137);
    }
  }
}
