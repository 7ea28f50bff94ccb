package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.ledger.ClockVerdict.Explained;
import dev.trafficcontrol.ledger.ClockVerdict.Unexplained;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which clocks a start believes.
class ClockVerdictTest {

  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  /// How long the machine had run when it noted its clock.
  private static final long UP = 123_456;

  /// Noted an hour before the book was last written.
  private static final BookTime BOOK =
      new BookTime(NOON, new ClockReading("boot-1", UP, NOON.minus(Duration.ofHours(1))));

  /// Of the machine that noted it: how long after the book's last time by elapsed time, and by its
  /// clock.
  @ParameterizedTest
  @CsvSource({
    "PT1M,   PT1M,    true",
    "P7D,    P7D,     true",
    "P60D,   P60D,    true",
    "PT1M,   PT3M,    true",
    "PT1M,   PT3M0.001S, false",
    "PT1M,   PT2H,    false",
    "PT10M,  PT8M,    true",
    "PT10M,  PT7M59.999S, false",
    "PT1M,   -PT3M,   false",
    "PT1M,   P365D,   false",
  })
  void F17_while_the_machine_runs_only_elapsed_time_moves_its_clock(
      Duration elapsed, Duration clock, boolean explained) {
    long up = UP + elapsed.plusHours(1).toMillis();
    assertVerdict(new ClockReading("boot-1", up, NOON.plus(clock)), explained);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,   true",
    "P7D,    true",
    "P30D,   true",
    "P30DT0.001S, false",
    "-PT2M,  true",
    "-PT2M0.001S, false",
    "-P20000D, false",
  })
  void F17_a_machine_that_was_off_starts_unless_its_clock_is_before_the_book_or_far_after_it(
      Duration clock, boolean explained) {
    assertVerdict(new ClockReading("boot-2", 1_000, NOON.plus(clock)), explained);
    assertVerdict(new ClockReading(null, 0, NOON.plus(clock)), explained);
  }

  @ParameterizedTest
  @CsvSource({
    "PT1M,  PT2H,  'The clock says 2026-11-02T14:00:00Z, and was set forward by 119 minutes'",
    "PT61M, PT58M, 'The clock says 2026-11-02T12:58:00Z, and was set back by 3 minutes'",
  })
  void a_step_that_nothing_explains_is_told_with_its_direction_and_size(
      Duration elapsed, Duration clock, String why) {
    ClockReading reading =
        new ClockReading("boot-1", UP + elapsed.plusHours(1).toMillis(), NOON.plus(clock));
    assertThat(ClockVerdict.of(reading, BOOK))
        .isInstanceOfSatisfying(Unexplained.class, told -> assertThat(told.why()).startsWith(why));
  }

  @Test
  void a_new_book_believes_any_clock() {
    assertThat(ClockVerdict.of(new ClockReading(null, 0, Instant.EPOCH), BookTime.NONE))
        .isInstanceOf(Explained.class);
  }

  private static void assertVerdict(ClockReading reading, boolean explained) {
    assertThat(ClockVerdict.of(reading, BOOK))
        .isInstanceOf(explained ? Explained.class : Unexplained.class);
  }
}
