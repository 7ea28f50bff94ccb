package dev.trafficcontrol.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How often is tried, and how much is sent at once.
public final class Pace {

  /// More than so many that wait for one target are sent as one message.
  public static final int SINGLY = 5;

  /// Of one message; the rest is the next one's.
  public static final int MOST_AT_ONCE = 100;

  /// A message that has not arrived within a day is no news any more.
  static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(5);

  /// However long a target asks to be left alone.
  static final Duration LONGEST_ASKED = Duration.ofHours(1);

  /// More than the minute that [AlertSink] takes at most.
  static final Duration CLAIM = Duration.ofMinutes(2);

  private static final int MOST_DOUBLINGS = 20;

  private Pace() {}

  /// How long to wait after that many attempts: twice as long each time, of which up to a half is
  /// left to chance so that nodes and targets do not knock together.
  public static Duration pause(int attempts, Optional<Duration> asked, RandomGenerator random) {
    long whole =
        Math.min(
            LONGEST.toMillis(), FIRST.toMillis() << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS));
    Duration own = Duration.ofMillis(whole - random.nextLong(whole / 2 + 1));
    Duration other = asked.orElse(Duration.ZERO);
    Duration bounded = other.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : other;
    return own.compareTo(bounded) > 0 ? own : bounded;
  }

  /// Whether one more message may be made for a target that has not taken those before it. What
  /// comes meanwhile waits, to be one message in the end; but one message that its target can't
  /// stomach does not keep all others from it: after ten minutes another may try, then after
  /// twenty, and so on.
  ///
  /// @param unfinished how many messages have not been taken
  /// @param newest when the newest of them was made
  public static boolean mayForm(int unfinished, Instant newest, Instant now) {
    long patience = LONGEST.toMillis() << Math.clamp(unfinished, 0, MOST_DOUBLINGS);
    return unfinished == 0 || !newest.plusMillis(patience).isAfter(now);
  }
}
