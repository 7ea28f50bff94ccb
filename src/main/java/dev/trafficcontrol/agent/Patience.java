package dev.trafficcontrol.agent;

import com.anthropic.core.Sleeper;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Waits between two tries as long as it was told to, within reason: a run that is silent for ten
/// minutes is taken for stuck.
final class Patience implements Sleeper {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  @Override
  public void sleep(Duration duration) {
    if (duration.compareTo(LONGEST) > 0) {
      throw new GaveUp(
          "asked to try again in %d s, which is too long to wait".formatted(duration.toSeconds()));
    }
    try {
      Thread.sleep(duration);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new GaveUp("interrupted", ended);
    }
  }

  @Override
  public CompletableFuture<Void> sleepAsync(Duration duration) {
    sleep(duration);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {
    // nothing to let go
  }
}
