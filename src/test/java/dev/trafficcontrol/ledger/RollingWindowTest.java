package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RollingWindowTest {

  @ParameterizedTest
  @CsvSource({
    "HOUR,        2026-11-02T12:00:00Z,     2026-11-02T11:00:00Z, 2026-11-02T12:01:00Z",
    "HOUR,        2026-11-02T12:00:59.999Z, 2026-11-02T11:00:00Z, 2026-11-02T12:01:00Z",
    "DAY,         2026-11-02T12:14:59Z,     2026-11-01T12:00:00Z, 2026-11-02T12:15:00Z",
    "WEEK,        2026-11-02T12:15:00Z,     2026-10-26T12:15:00Z, 2026-11-02T12:30:00Z",
    "THIRTY_DAYS, 1969-12-31T23:59:59Z,     1969-12-01T23:45:00Z, 1970-01-01T00:00:00Z",
  })
  void a_rolling_window_counts_from_a_buckets_border_and_says_until_when(
      RollingWindow window, Instant now, Instant from, Instant until) {
    assertThat(window.span(now)).isEqualTo(new Span(from, until));
  }

  /// A sum is kept until then: later would forget to free, earlier would only look in vain.
  @ParameterizedTest
  @EnumSource
  void a_span_stays_up_to_its_end_and_moves_on_at_it(RollingWindow window) {
    Instant now = Instant.parse("2026-11-02T12:34:56.789Z");
    Span span = window.span(now);
    assertThat(span.until()).isAfter(now);
    assertThat(window.span(span.until().minus(Duration.ofMillis(1)))).isEqualTo(span);
    assertThat(window.span(span.until()).from()).isAfter(span.from());
    assertThat(window.leavesAt(window.span(span.until()).from())).isEqualTo(span.until());
  }

  @Test
  void the_oldest_bucket_counts_whole_also_where_something_is_written_meanwhile() {
    LedgerScript.run(
        """
        hold    H1 K1 1.00  -> held
        settle  H1 1.00
        advance 60m
        hold    H2 K1 0.50  -> held
        show    global/rolling-hour -> limit=10.00 spent=1.00 held=0.50
        advance 59s
        settle  H2 0.50
        show    global/rolling-hour -> limit=10.00 spent=1.50 held=0.00
        advance 1s
        show    global/rolling-hour -> limit=10.00 spent=0.50 held=0.00
        """);
  }

  @Test
  void a_correction_counts_up_to_the_moment_at_which_its_bucket_leaves() {
    LedgerScript.run(
        """
        hold    H1 K1 1.00 lifetime=1m -> held
        advance 1m
        advance 60m
        hold    H2 K1 0.50  -> held
        show    global/rolling-hour -> limit=10.00 spent=1.00 held=0.50
        settle  H1 0.25     -> corrected charged=1.00 actual=0.25
        show    global/rolling-hour -> limit=10.00 spent=0.25 held=0.50
        """);
  }
}
