package dev.trafficcontrol.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The time over which a budget counts what was spent. It is worked out of the time at each look;
/// nothing resets it.
///
/// Has no default methods: its constants would then be made in a circle with the types below it.
public sealed interface Window permits RollingWindow, CalendarWindow, Window.Total {

  Window ROLLING_HOUR = RollingWindow.HOUR;
  Window ROLLING_DAY = RollingWindow.DAY;
  Window ROLLING_WEEK = RollingWindow.WEEK;
  Window ROLLING_30_DAYS = RollingWindow.THIRTY_DAYS;
  Window TOTAL = new Total();

  /// Rolling ones, calendar ones, the total; each kind from short to long.
  Comparator<Window> ORDER = Comparator.comparing(Window::rank).thenComparing(Window::label);

  /// As people write it: `rolling-hour`, `calendar-day@Europe/Berlin`.
  @JsonValue
  String label();

  /// What counts at `now`.
  Span span(Instant now);

  /// When what was spent just before `end` no longer counts, or null where it always will.
  ///
  /// @param end the end of the bucket it is in
  @Nullable Instant leavesAt(Instant end);

  /// All that was ever spent.
  record Total() implements Window {

    @Override
    public String label() {
      return "total";
    }

    @Override
    public Span span(Instant now) {
      return Span.ALWAYS;
    }

    @Override
    public @Nullable Instant leavesAt(Instant end) {
      return null;
    }

    @Override
    public String toString() {
      return label();
    }
  }

  @JsonCreator
  static Window parse(String label) {
    int at = label.indexOf(CalendarWindow.AT);
    if (at >= 0) {
      return CalendarWindow.parse(label.substring(0, at), label.substring(at + 1));
    }
    return withoutZone()
        .filter(window -> window.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("'" + label + "' is not a window: write " + spellings()));
  }

  /// Every way to write one, for people.
  static String spellings() {
    return Stream.concat(
            withoutZone().map(Window::label),
            Arrays.stream(CalendarWindow.Period.values())
                .map(period -> new CalendarWindow(period, ZoneId.of("Europe/Berlin")).label()))
        .collect(Collectors.joining(", "));
  }

  private static Stream<Window> withoutZone() {
    return Stream.concat(Arrays.stream(RollingWindow.values()), Stream.of(TOTAL));
  }

  /// By how long they are about, calendar ones behind all rolling ones.
  private static Duration rank(Window window) {
    return switch (window) {
      case RollingWindow rolling -> rolling.length();
      case CalendarWindow(CalendarWindow.Period period, ZoneId _) ->
          RollingWindow.THIRTY_DAYS.length().plus(period.about());
      case Total _ -> Duration.ofDays(Integer.MAX_VALUE);
    };
  }
}
