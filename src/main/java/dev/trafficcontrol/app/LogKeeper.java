package dev.trafficcontrol.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the usage log follow the book, on a thread of its own: a short step, then a rest nine times
/// as long. So it takes a tenth of the time of the connection that calls wait for, and never much
/// of it at once.
final class LogKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);

  private static final int RESTS_PER_STEP = 9;
  private static final Duration LONGEST_REST = Duration.ofSeconds(5);

  /// Where there is nothing to follow.
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final BooleanSupplier step;

  /// @param step follows the book by a step; false where there was none to take
  LogKeeper(BooleanSupplier step) {
    this.step = step;
  }

  /// Follows until its thread is interrupted. What breaks is tried again after a rest.
  void keep() throws InterruptedException {
    while (true) {
      Thread.sleep(restAfterStep());
    }
  }

  private Duration restAfterStep() {
    long began = System.nanoTime();
    try {
      if (!step.getAsBoolean()) {
        return BETWEEN_LOOKS;
      }
    } catch (RuntimeException broken) {
      LOG.error("The usage log could not follow the book", broken);
      return LONGEST_REST;
    }
    Duration rest = Duration.ofNanos(System.nanoTime() - began).multipliedBy(RESTS_PER_STEP);
    return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
  }
}
