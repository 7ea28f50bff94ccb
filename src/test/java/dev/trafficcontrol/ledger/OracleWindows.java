package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;

/// Whether a window counts what was spent at some instant, as a person with a calendar says.
final class OracleWindows {

  private OracleWindows() {}

  /// The window's oldest sub-bucket counts whole.
  static boolean counts(Instant at, Window window, Instant now) {
    return switch (window) {
      case Window.Total _ -> true;
      case RollingWindow.HOUR -> counts(at, now, Duration.ofHours(1), Duration.ofMinutes(1));
      case RollingWindow.DAY -> counts(at, now, Duration.ofDays(1), Duration.ofMinutes(15));
      case RollingWindow.WEEK -> counts(at, now, Duration.ofDays(7), Duration.ofMinutes(15));
      case RollingWindow.THIRTY_DAYS ->
          counts(at, now, Duration.ofDays(30), Duration.ofMinutes(15));
      case CalendarWindow(CalendarWindow.Period period, ZoneId zone) ->
          page(period, LocalDate.ofInstant(at, zone))
              .equals(page(period, LocalDate.ofInstant(now, zone)));
    };
  }

  private static boolean counts(Instant at, Instant now, Duration window, Duration bucket) {
    long millis = bucket.toMillis();
    long bucketEnd = (Math.floorDiv(at.toEpochMilli(), millis) + 1) * millis;
    return bucketEnd + window.toMillis() > now.toEpochMilli();
  }

  /// What a wall calendar shows on that date.
  private static Object page(CalendarWindow.Period period, LocalDate date) {
    return switch (period) {
      case DAY -> date;
      case WEEK ->
          date.get(IsoFields.WEEK_BASED_YEAR) * 100 + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case MONTH -> YearMonth.from(date);
    };
  }
}
