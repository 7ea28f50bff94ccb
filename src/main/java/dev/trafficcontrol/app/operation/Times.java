package dev.trafficcontrol.app.operation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// Times as people give them.
final class Times {

  private Times() {}

  /// `45m`, `2h`, `1h30m` or `7d`.
  static Duration parseDuration(String text) {
    String iso = text.strip().toUpperCase(Locale.ROOT);
    try {
      if (iso.matches("([0-9]+D)?([0-9]+H)?([0-9]+M)?")) {
        int day = iso.indexOf('D') + 1;
        String rest = iso.substring(day);
        return Duration.parse("P" + iso.substring(0, day) + (rest.isEmpty() ? "" : "T" + rest));
      }
    } catch (DateTimeParseException | ArithmeticException no) {
      throw new IllegalArgumentException("'" + text + "' is no length of time", no);
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a length of time, such as 45m, 2h or 7d");
  }

  /// So long after `now`. Throws [IllegalArgumentException] where no calendar goes that far.
  static Instant after(Instant now, Duration length) {
    try {
      return now.plus(length);
    } catch (DateTimeException | ArithmeticException tooFar) {
      throw new IllegalArgumentException(length + " is longer than time lasts", tooFar);
    }
  }

  /// A time as of [#parse], a day, which begins at midnight in UTC as everywhere in the book, or so
  /// long ago.
  static Instant since(String text, Instant now) {
    if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return text.contains("T") ? parse(text) : after(now, parseDuration(text).negated());
  }

  /// With its zone said: `2026-12-01T22:00:00Z` or `…+01:00`.
  static Instant parse(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException other) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a time with its zone, such as 2026-12-01T22:00:00Z", other);
    }
  }
}
