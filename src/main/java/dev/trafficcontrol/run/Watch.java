package dev.trafficcontrol.run;

import dev.trafficcontrol.run.Cutoff.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Looks at a child until it has ended or has to.
final class Watch {

  private static final Duration GLANCE = Duration.ofMillis(500);

  private final RunLimits limits;
  private final InstantSource clock;

  Watch(RunLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /// How a child ended.
  sealed interface Ended {
    record ByItself(int exitCode) implements Ended {}

    record FromOutside(Cutoff cutoff) implements Ended {}
  }

  /// Returns once nothing of the child is left.
  ///
  /// @param activity what it does at the gateway
  Ended until(LiveRun run, Child child, Supplier<CallActivity> activity) {
    Instant startedAt = clock.instant();
    run.runs(child);
    try {
      Ended ended = look(run, child, startedAt, activity);
      child.end(
          switch (ended) {
            case Ended.ByItself(_) -> Duration.ZERO;
            case Ended.FromOutside(Cutoff cutoff) -> cutoff.grace();
          });
      return ended;
    } finally {
      run.runsNothing();
      // Whatever happened above: nothing outlives its run.
      child.end(Duration.ZERO);
    }
  }

  private Ended look(LiveRun run, Child child, Instant startedAt, Supplier<CallActivity> activity) {
    while (true) {
      Optional<Cutoff> asked = run.asked();
      if (asked.isPresent()) {
        return new Ended.FromOutside(asked.get());
      }
      try {
        OptionalInt exit = child.awaitExit(GLANCE);
        if (exit.isPresent() && run.asked().isEmpty()) {
          return new Ended.ByItself(exit.getAsInt());
        }
      } catch (InterruptedException stopped) {
        return new Ended.FromOutside(new Cutoff(Kind.STOPPED, "the daemon stops"));
      }
      Sighting seen = Sighting.of(startedAt, child, activity.get());
      Optional<Cutoff> cutoff = Watchdog.judge(seen, limits, clock.instant());
      if (cutoff.isPresent()) {
        return new Ended.FromOutside(cutoff.get());
      }
    }
  }
}
