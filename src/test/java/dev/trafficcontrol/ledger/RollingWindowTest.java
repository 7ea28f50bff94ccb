package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
}
