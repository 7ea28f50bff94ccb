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

  /// For whoever was told yes too early to act on it, before a step that comes before the yes.
  private static final long SECOND_THOUGHTS_MILLIS = 200;

  private final Step step;
  private final AtomicInteger left;

  Doom(Step step, int occurrence) {
    this.step = step;
    this.left = new AtomicInteger(occurrence);
  }

  void reached(Step now) {
    if (now == step && left.decrementAndGet() == 0) {
      if (step == Step.BEFORE_HOLD) {
        pause();
      }
      Runtime.getRuntime().halt(137);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(SECOND_THOUGHTS_MILLIS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
