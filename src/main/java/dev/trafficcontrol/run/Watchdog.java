package dev.trafficcontrol.run;

import dev.trafficcontrol.run.Cutoff.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides from what is seen of a run whether it has to end. Pure: the same sight, the same
/// verdict.
public final class Watchdog {

  private static final long MIB = 1L << 20;

  private Watchdog() {}

  /// The first limit that is passed, the dearest ones first.
  public static Optional<Cutoff> judge(Sighting seen, RunLimits limits, Instant now) {
    Duration age = Duration.between(seen.startedAt(), now);
    Duration silence = Duration.between(seen.lastSign(now), now);
    if (seen.usage().memoryBytes() > limits.memoryBytes()) {
      return cut(
          Kind.TOO_MUCH_MEMORY,
          "uses %d MiB, more than %d"
              .formatted(seen.usage().memoryBytes() / MIB, limits.memoryBytes() / MIB));
    }
    if (seen.usage().processes() > limits.processes()) {
      return cut(
          Kind.TOO_MANY_PROCESSES,
          "has %d processes, more than %d".formatted(seen.usage().processes(), limits.processes()));
    }
    if (seen.activity().calls() > limits.calls()) {
      return cut(Kind.TOO_MANY_CALLS, "made more than %d calls".formatted(limits.calls()));
    }
    if (age.compareTo(limits.wall()) >= 0) {
      return cut(Kind.TOO_LONG, "ran for " + text(limits.wall()));
    }
    if (!seen.hasStarted() && age.compareTo(limits.startWithin()) >= 0) {
      return cut(Kind.NO_START, "gave no sign of life within " + text(limits.startWithin()));
    }
    if (silence.compareTo(limits.idle()) >= 0) {
      return cut(Kind.IDLE, "neither wrote nor called for " + text(limits.idle()));
    }
    return Optional.empty();
  }

  private static Optional<Cutoff> cut(Kind kind, String why) {
    return Optional.of(new Cutoff(kind, why));
  }

  private static String text(Duration duration) {
    return duration.toSeconds() % 60 == 0
        ? duration.toMinutes() + " min"
        : duration.toSeconds() + " s";
  }
}
