package dev.trafficcontrol.app.operation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/// Times as people give them.
final class Times {

  private Times() {}

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
