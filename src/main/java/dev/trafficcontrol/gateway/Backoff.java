package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.ModelPrice;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Keeps a fleet from hammering a provider that asked for time: once one call of a model was told
/// to come back later, the others are told so here, without being sent.
///
/// One call's word is taken for all, since limits are the account's. Each caller is told a time of
/// its own, so that they do not all come back at once. Safe for threads.
final class Backoff {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int OVERLOADED = 529;

  /// For a provider that does not say how long; twice as long each time it says so again.
  private static final Duration FIRST = Duration.ofSeconds(1);

  private static final int MOST_DOUBLINGS = 5;

  /// Longer than a provider's limits take to refill; a longer wait is the client's to keep.
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Duration SHORTEST_SPREAD = Duration.ofSeconds(1);

  /// Whose limit it is.
  private record Route(String provider, String model) {}

  /// @param refusals in a row
  private record Pause(Instant until, int refusals) {}

  private final Map<Route, Pause> pauses = new ConcurrentHashMap<>();
  private final RandomGenerator random;

  /// @param random safe for threads
  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /// How long the next call of that model has to wait; empty where it need not.
  Optional<Duration> wait(ModelPrice model, Instant now) {
    Pause pause = pauses.get(route(model));
    if (pause == null || !now.isBefore(pause.until())) {
      return Optional.empty();
    }
    Duration left = Duration.between(now, pause.until());
    long spread = Math.max(left.toMillis() / 2, SHORTEST_SPREAD.toMillis());
    return Optional.of(left.plusMillis(random.nextLong(spread)));
  }

  static boolean asksForTime(int status) {
    return status == TOO_MANY_REQUESTS || status == OVERLOADED;
  }

  /// Notes what the provider answered.
  void answered(ModelPrice model, UpstreamAnswer answer, Instant now) {
    if (asksForTime(answer.status())) {
      pauses.compute(route(model), (_, before) -> longer(before, said(answer), now));
    } else if (answer.status() < 500) {
      pauses.remove(route(model));
    }
  }

  private static Pause longer(@Nullable Pause before, Optional<Duration> said, Instant now) {
    int refusals = before == null ? 0 : Math.min(before.refusals() + 1, MOST_DOUBLINGS);
    Duration pause = said.orElse(FIRST.multipliedBy(1L << refusals));
    Instant until = now.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
    return before != null && before.until().isAfter(until)
        ? new Pause(before.until(), refusals)
        : new Pause(until, refusals);
  }

  /// In whole seconds, as both providers send it.
  private static Optional<Duration> said(UpstreamAnswer answer) {
    return answer
        .headers()
        .first("retry-after")
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private static Route route(ModelPrice model) {
    return new Route(model.provider(), model.model());
  }
}
