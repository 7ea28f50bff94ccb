package dev.trafficcontrol.gateway;

import dev.trafficcontrol.gateway.GatewayError.Kind;
import dev.trafficcontrol.key.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// How many calls each key has made within the last minute, here and since the start: other nodes
/// count for themselves.
///
/// Every call is counted that a living key makes on a route that is passed on, free ones too: they
/// take from the provider's own rate limits. One that is refused here is not.
final class CallRates {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// At most one for each key with such a rule, of at most [KeyRules#MOST_CALLS_PER_MINUTE] times.
  private final Map<String, LastMinute> minutes = new ConcurrentHashMap<>();

  private final CallIds ids;

  /// @param ids knows the time
  CallRates(CallIds ids) {
    this.ids = ids;
  }

  /// Counts a call, or says why it must not be made now, and after how long it may.
  Optional<GatewayError> refusal(Key key) {
    Integer most = key.ruled().callsPerMinute();
    if (most == null) {
      return Optional.empty();
    }
    Duration wait = minutes.computeIfAbsent(key.id(), _ -> new LastMinute()).waitOrCount(ids, most);
    return wait.isZero()
        ? Optional.empty()
        : Optional.of(
            GatewayError.of(
                    429,
                    Kind.RATE_LIMIT,
                    "TrafficControl: key %s (%s) may make %d calls a minute, and has made them"
                        .formatted(key.id(), key.name(), most))
                .retryAfterSeconds(wait.plusSeconds(1).minusNanos(1).toSeconds()));
  }

  /// When a key's calls came, the oldest first. Exact, where a bucket that is filled again
  /// meanwhile would let almost twice as many through.
  private static final class LastMinute {

    private final Deque<Instant> calls = new ArrayDeque<>();

    /// Zero where the call was counted.
    synchronized Duration waitOrCount(CallIds ids, int most) {
      // Within the lock, so that times are in the order of the calls.
      Instant now = ids.now();
      // What is later than now came before the clock was set back, and says nothing any more.
      while (!calls.isEmpty() && calls.getLast().isAfter(now)) {
        calls.removeLast();
      }
      while (!calls.isEmpty() && !calls.getFirst().plus(MINUTE).isAfter(now)) {
        calls.removeFirst();
      }
      if (calls.size() < most) {
        calls.addLast(now);
        return Duration.ZERO;
      }
      return Duration.between(now, calls.getFirst().plus(MINUTE));
    }
  }
}
