package dev.trafficcontrol.ledger;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/// The day, week or month that it is somewhere. Begins at a local midnight, so that a day has 23 or
/// 25 hours where the clocks change.
public record CalendarWindow(Period period, ZoneId zone) implements Window {

  static final char AT = '@';

  /// How long.
  public enum Period {
    DAY("calendar-day", 1) {
      @Override
      LocalDate begin(LocalDate date) {
        return date;
      }

      @Override
      LocalDate next(LocalDate begin) {
        return begin.plusDays(1);
      }
    },
    /// From Monday.
    WEEK("calendar-week", 7) {
      @Override
      LocalDate begin(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      }

      @Override
      LocalDate next(LocalDate begin) {
        return begin.plusWeeks(1);
      }
    },
    MONTH("calendar-month", 30) {
      @Override
      LocalDate begin(LocalDate date) {
        return date.withDayOfMonth(1);
      }

      @Override
      LocalDate next(LocalDate begin) {
        return begin.plusMonths(1);
      }
    };

    private final String label;
    private final int days;

    Period(String label, int days) {
      this.label = label;
      this.days = days;
    }

    Duration about() {
      return Duration.ofDays(days);
    }

    abstract LocalDate begin(LocalDate date);

    abstract LocalDate next(LocalDate begin);
  }

  static CalendarWindow parse(String period, String zone) {
    for (Period known : Period.values()) {
      if (known.label.equals(period)) {
        return new CalendarWindow(known, zone(zone));
      }
    }
    throw new IllegalArgumentException(
        "'" + period + AT + zone + "' is not a window: write " + Window.spellings());
  }

  /// A place, not an offset: an offset knows no summer.
  private static ZoneId zone(String name) {
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is not a time zone: write its name in the IANA database, such as Europe/Berlin,"
              + " Asia/Kathmandu or UTC");
    }
    return ZoneId.of(name);
  }

  @Override
  public String label() {
    return period.label + AT + zone.getId();
  }

  /// Where clocks go back across midnight a date comes twice; its window is over when the next date
  /// first begins, and never begins again.
  @Override
  public Span span(Instant now) {
    LocalDate begin = period.begin(now.atZone(zone).toLocalDate());
    LocalDate next = period.next(begin);
    while (!midnight(next).isAfter(now)) {
      begin = next;
      next = period.next(begin);
    }
    return new Span(midnight(begin), midnight(next));
  }

  @Override
  public Instant leavesAt(Instant end) {
    return span(end.minusMillis(1)).until();
  }

  /// The first instant of a date: not 00:00 where the clocks skip that.
  private Instant midnight(LocalDate date) {
    return date.atStartOfDay(zone).toInstant();
  }

  @Override
  public String toString() {
    return label();
  }
}
