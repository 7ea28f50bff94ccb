package dev.trafficcontrol.alert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// The part of each day in which nobody wants to be told what can wait.
///
/// @param from included
/// @param to excluded; before `from` where it is on the next day
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

  private static final String SHAPE = "[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}";

  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "quiet hours that begin and end at %s would be none or all".formatted(from));
    }
  }

  /// @param text such as `22:00-07:00`
  /// @throws IllegalArgumentException with a message for people
  public static QuietHours parse(String text, ZoneId zone) {
    try {
      if (text.matches(SHAPE)) {
        int dash = text.indexOf('-');
        return new QuietHours(
            LocalTime.parse(text.substring(0, dash)),
            LocalTime.parse(text.substring(dash + 1)),
            zone);
      }
    } catch (DateTimeException noTime) {
      throw new IllegalArgumentException(notHours(text), noTime);
    }
    throw new IllegalArgumentException(notHours(text));
  }

  private static String notHours(String text) {
    return "'" + text + "' is not two times of a day such as 22:00-07:00";
  }

  /// When the quiet hours end in which that time lies, or the time itself outside of them.
  Instant endOf(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    LocalTime time = local.toLocalTime();
    boolean isOverMidnight = to.isBefore(from);
    boolean isQuiet =
        isOverMidnight
            ? !time.isBefore(from) || time.isBefore(to)
            : !time.isBefore(from) && time.isBefore(to);
    if (!isQuiet) {
      return at;
    }
    boolean isTomorrow = isOverMidnight && !time.isBefore(from);
    return local.toLocalDate().plusDays(isTomorrow ? 1 : 0).atTime(to).atZone(zone).toInstant();
  }
}
