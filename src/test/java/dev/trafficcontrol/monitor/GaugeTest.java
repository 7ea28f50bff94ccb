package dev.trafficcontrol.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Sums over windows that move.
class GaugeTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Gauge gauge = new Gauge();

  private void settle(long nanos, Instant at) {
    gauge.settled(Money.ofNanos(nanos), 10, at);
  }

  @Test
  void a_window_counts_its_oldest_second_whole_and_nothing_before_it() {
    settle(1, NOON.minusSeconds(61));
    settle(2, NOON.minusSeconds(60));
    settle(4, NOON);
    assertThat(gauge.money(MINUTE, NOON)).isEqualTo(Money.ofNanos(6));
    assertThat(gauge.tokens(MINUTE, NOON)).isEqualTo(20);
    assertThat(gauge.money(Duration.ofMinutes(5), NOON)).isEqualTo(Money.ofNanos(7));
  }

  @Test
  void what_is_older_than_a_quarter_of_an_hour_is_gone_however_long_nothing_came() {
    settle(1, NOON);
    assertThat(gauge.money(Gauge.LONGEST, NOON.plus(Gauge.LONGEST))).isEqualTo(Money.ofNanos(1));
    assertThat(gauge.money(Gauge.LONGEST, NOON.plus(Gauge.LONGEST).plusSeconds(1)).isZero())
        .isTrue();
    settle(2, NOON.plus(Duration.ofDays(400)));
    assertThat(gauge.money(Gauge.LONGEST, NOON.plus(Duration.ofDays(400))))
        .isEqualTo(Money.ofNanos(2));
  }

  @Test
  void a_clock_that_is_set_back_hides_nothing() {
    settle(1, NOON);
    settle(2, NOON.minus(Duration.ofHours(3)));
    assertThat(gauge.money(MINUTE, NOON.minus(Duration.ofHours(2)))).isEqualTo(Money.ofNanos(3));
  }

  @Test
  void a_look_forgets_tokens_and_failures_and_keeps_money() {
    settle(1, NOON);
    gauge.failed(NOON);
    gauge.wasLookedAt();
    assertThat(gauge.money(MINUTE, NOON)).isEqualTo(Money.ofNanos(1));
    assertThat(gauge.tokens(MINUTE, NOON)).isZero();
    assertThat(gauge.ended(MINUTE, NOON)).isEqualTo(new Gauge.Ended(0, 0));
  }

  @Test
  void whatever_comes_the_sums_are_those_of_a_list() {
    record Past(long second, long nanos, boolean failed) {}
    Random random = new Random(7);
    List<Past> all = new ArrayList<>();
    long second = NOON.getEpochSecond();
    for (int step = 0; step < 5_000; step++) {
      second += random.nextInt(20) == 0 ? random.nextInt(1_200) : random.nextInt(2);
      Past past = new Past(second, random.nextInt(1_000), random.nextInt(4) == 0);
      all.add(past);
      Instant now = Instant.ofEpochSecond(second);
      if (past.failed()) {
        gauge.failed(now);
      } else {
        settle(past.nanos(), now);
      }
      for (int window : new int[] {60, 300, 900}) {
        long from = second - window;
        List<Past> within = all.stream().filter(each -> each.second() >= from).toList();
        Duration length = Duration.ofSeconds(window);
        assertThat(gauge.money(length, now).nanos())
            .as("seed 7, step %d, %d s", step, window)
            .isEqualTo(within.stream().filter(each -> !each.failed()).mapToLong(Past::nanos).sum());
        assertThat(gauge.ended(length, now).failed())
            .isEqualTo(within.stream().filter(Past::failed).count());
      }
      all.removeIf(each -> each.second() < now.getEpochSecond() - 2_000);
    }
  }
}
