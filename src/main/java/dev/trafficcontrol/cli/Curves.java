package dev.trafficcontrol.cli;

import dev.trafficcontrol.money.Money;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two courses of money over time, and a limit: what a plot or a picture is drawn from.
///
/// @param then what happened
/// @param now what would
/// @param limit what `now` stays within, or null where nothing limits it
public record Curves(Line then, Line now, @Nullable Money limit) {

  /// @param points in the order of time, what had been spent in all
  public record Line(String name, List<Chart.Point> points) {

    public Line {
      points = List.copyOf(points);
    }

    Money at(Duration time) {
      Money spent = Money.ZERO;
      for (Chart.Point point : points) {
        if (point.at().compareTo(time) > 0) {
          break;
        }
        spent = point.spent();
      }
      return spent;
    }

    Money total() {
      return points.isEmpty() ? Money.ZERO : points.getLast().spent();
    }

    Duration end() {
      return points.isEmpty() ? Duration.ZERO : points.getLast().at();
    }
  }

  /// The end of the time axis: never nothing.
  Duration end() {
    Duration last = then.end().compareTo(now.end()) > 0 ? then.end() : now.end();
    return last.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : last;
  }

  /// The upper end of the money axis: never nothing. A limit far above both is not shown.
  Money top() {
    Money most = then.total().max(now.total());
    Money withLimit = isLimitShown() && limit != null ? most.max(limit) : most;
    return withLimit.isZero() ? Money.ofUsd("1") : withLimit;
  }

  boolean isLimitShown() {
    Money most = then.total().max(now.total());
    return limit != null && !limit.isZero() && !limit.minusOrZero(most).isMoreThan(most);
  }

  /// `whole * part / of`, rounded down, without overflow.
  static long share(long whole, long part, long of) {
    return BigInteger.valueOf(whole)
        .multiply(BigInteger.valueOf(part))
        .divide(BigInteger.valueOf(of))
        .longValueExact();
  }

  /// `0:07`, `2:00`, `1:02:03`: hours only where there are any.
  public static String clock(Duration time) {
    long seconds = time.toSeconds();
    return seconds >= 3_600
        ? "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60)
        : "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
