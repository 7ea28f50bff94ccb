package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is written down of an account's buckets.
class BucketsTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:30Z");

  private final Buckets minutes = new Buckets(Duration.ofMinutes(1), Duration.ofHours(1));

  private static long bucket(Instant at) {
    return at.getEpochSecond() / 60;
  }

  private void spend(Instant at, long nanos) {
    minutes.add(at, Money.ofNanos(nanos));
  }

  @Test
  void only_what_a_window_can_still_ask_for_is_written_down_the_oldest_bucket_whole() {
    Instant oldest = Instant.parse("2026-11-02T11:00:00Z");
    spend(oldest.minusMillis(1), 1);
    spend(oldest, 2);
    spend(NOW, 4);
    Map<Long, Long> expected = Map.of(bucket(oldest), 2L, bucket(NOW), 4L);
    assertThat(minutes.content(NOW)).isEqualTo(expected);
    minutes.forgetBefore(NOW);
    assertThat(minutes.content(NOW)).isEqualTo(expected);
    assertThat(minutes.sum(Window.ROLLING_HOUR, NOW)).isEqualTo(Money.ofNanos(6));
  }

  @Test
  void a_bucket_that_comes_to_nothing_is_not_written_down() {
    spend(NOW, 4);
    minutes.takeBack(NOW, Money.ofNanos(4));
    assertThat(minutes.content(NOW)).isEmpty();
  }

  @Test
  void what_was_let_go_of_is_not_there_again_after_a_change_to_it() {
    Instant old = NOW.minus(Duration.ofHours(2));
    spend(old, 8);
    minutes.forgetBefore(NOW);
    minutes.takeBack(old, Money.ofNanos(8));
    spend(old, 3);
    assertThat(minutes.content(old)).as("by an earlier time").isEmpty();
    assertThat(minutes.sum(Window.ROLLING_HOUR, NOW)).isEqualTo(Money.ZERO);
  }
}
