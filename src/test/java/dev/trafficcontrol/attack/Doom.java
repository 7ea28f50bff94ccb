package dev.trafficcontrol.attack;

import java.util.concurrent.atomic.AtomicInteger;

/// Ends the process, as `kill -9` does, when a step has come for the nth time.
final class Doom {

  /// The steps of a call, and then of a run, at which a process can die.
  enum Step {
    BEFORE_HOLD,
    AFTER_HOLD,
    BEFORE_FORWARD,
    AFTER_FORWARD,
    FIRST_BYTE,
    BEFORE_SETTLE,
    AFTER_SETTLE,
    BEFORE_CLAIM,
    AFTER_CLAIM,
    BEFORE_SPAWN,
    AFTER_SPAWN,
    BEFORE_VERIFY,
    AFTER_VERIFY,
    BEFORE_FINISH,
    AFTER_FINISH,
    /// No step: somebody else kills it.
    NEVER;

    boolean isOfACall() {
      return compareTo(AFTER_SETTLE) <= 0;
    }
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
