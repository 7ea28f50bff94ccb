package dev.trafficcontrol.simulator;

/// How many times faster than the real provider the simulated one is.
///
/// @param times above zero; infinite means that nothing is waited for
public record TimeFactor(double times) {

  /// The word for "without any delay", as the command line knows it.
  public static final String NO_DELAY = "none";

  public TimeFactor {
    if (!(times > 0)) {
      throw new IllegalArgumentException("a time factor is above zero, not " + times);
    }
  }

  /// As fast as the machine allows.
  public static TimeFactor noDelay() {
    return new TimeFactor(Double.POSITIVE_INFINITY);
  }

  /// Reads a number, or [#NO_DELAY].
  ///
  /// @throws IllegalArgumentException if the text is neither
  public static TimeFactor parse(String text) {
    return text.equals(NO_DELAY) ? noDelay() : new TimeFactor(Double.parseDouble(text));
  }

  long toReal(double simulatedNanos) {
    return (long) (simulatedNanos / times);
  }

  /// Simulated time for a stretch of real time. Without delays it runs as real time does, because
  /// what expires (a cached prompt) must not expire at once.
  long toSimulated(long realNanos) {
    return Double.isInfinite(times) ? realNanos : (long) (realNanos * times);
  }
}
