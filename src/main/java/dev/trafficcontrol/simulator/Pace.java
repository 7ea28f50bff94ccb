package dev.trafficcontrol.simulator;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.regex.Pattern;

/// How long one answer takes: the time to its first token, then so many tokens a second.
///
/// Waits against the answer's own start, so that small delays don't add up.
final class Pace {
  private static final double NANOS_PER_SECOND = 1e9;

  private final TimeFactor factor;
  private final Speed speed;
  private final long start = System.nanoTime();

  /// Typical speeds by model class, before the time factor.
  private enum Speed {
    SLOW(2.5, 45),
    OPUS(1.8, 60),
    SONNET(1.0, 80),
    HAIKU(0.5, 150);

    private final double firstTokenSeconds;
    private final double tokensPerSecond;

    private static final Pattern SMALL = Pattern.compile("haiku|mini|nano|luna");

    Speed(double firstTokenSeconds, double tokensPerSecond) {
      this.firstTokenSeconds = firstTokenSeconds;
      this.tokensPerSecond = tokensPerSecond;
    }

    static Speed of(String model) {
      if (SMALL.matcher(model).find()) {
        return HAIKU;
      }
      if (model.contains("sonnet") || model.startsWith("gpt-")) {
        return SONNET;
      }
      return model.contains("opus") ? OPUS : SLOW;
    }
  }

  Pace(TimeFactor factor, String model) {
    this.factor = factor;
    this.speed = Speed.of(model);
  }

  /// Returns when this many tokens of the answer may have been written.
  void awaitToken(long tokens) {
    double seconds = speed.firstTokenSeconds + tokens / speed.tokensPerSecond;
    long due = factor.toReal(seconds * NANOS_PER_SECOND);
    sleep(Duration.ofNanos(due - (System.nanoTime() - start)));
  }

  /// Waits in real time, whatever the factor: silence plays against the clients' own time limits.
  static void sleep(Duration time) {
    if (!time.isPositive()) {
      return;
    }
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("the provider is stopping", e);
    }
  }
}
