package dev.trafficcontrol.cli;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// [Curves] in plain characters, as wide as a terminal:
///
/// ```
/// $54.72 |                    .....
///        |            ........
/// $10.00 |- - - - - -.- - - - - - -   the limit
///        |    ....#################
///     $0 +-------------------------
///        0:00                  2:21
/// ```
///
/// `.` is what happened, `#` what would, `:` where they are one. Needs no colour.
public final class CurvePlot {

  private static final int LINES = 14;
  private static final int NARROWEST = 40;
  private static final int WIDEST = 160;

  private final Curves curves;
  private final int margin;
  private final int columns;

  public CurvePlot(Curves curves, int width) {
    this.curves = curves;
    this.margin = text(curves.top()).length();
    this.columns = Math.clamp(width, NARROWEST, WIDEST) - margin - 3;
  }

  public List<String> lines() {
    int[] then = heights(curves.then());
    int[] now = heights(curves.now());
    Money limit = curves.limit();
    int limitLine = limit == null || !curves.isLimitShown() ? -1 : height(limit);
    List<String> lines = new ArrayList<>();
    for (int line = LINES; line > 0; line--) {
      String label =
          line == limitLine && limit != null
              ? text(limit)
              : line == LINES ? text(curves.top()) : "";
      char[] row = new char[columns];
      for (int column = 0; column < columns; column++) {
        row[column] = cell(then[column], now[column], line);
        if (row[column] == ' ' && line == limitLine && column % 2 == 0) {
          row[column] = '-';
        }
      }
      lines.add((pad(label) + " |" + new String(row)).stripTrailing());
    }
    lines.add(pad("$0") + " +" + "-".repeat(columns));
    String end = Curves.clock(curves.end());
    lines.add(
        pad("")
            + "  0:00"
            + " ".repeat(Math.max(1, columns - "0:00".length() - end.length()))
            + end);
    lines.add(
        pad("")
            + "  . %s   # %s%s"
                .formatted(
                    curves.then().name(),
                    curves.now().name(),
                    limitLine < 0 ? "" : "   - - the limit, " + limit));
    return lines;
  }

  private static char cell(int then, int now, int line) {
    if (then == line) {
      return now == line ? ':' : '.';
    }
    return line <= now ? '#' : ' ';
  }

  /// What had been spent at the end of each column.
  private int[] heights(Curves.Line line) {
    int[] heights = new int[columns];
    Arrays.setAll(
        heights,
        column ->
            height(
                line.at(
                    Duration.ofNanos(Curves.share(curves.end().toNanos(), column + 1L, columns)))));
    return heights;
  }

  /// Lines from the bottom; never none where something was spent.
  private int height(Money spent) {
    return spent.isZero()
        ? 0
        : (int) Math.max(1, Curves.share(LINES, spent.nanos(), curves.top().nanos()));
  }

  /// Whole cents, rounded up: what was spent never looks like less.
  private static String text(Money money) {
    long cents = Math.ceilDiv(money.nanos(), 10_000_000);
    return "$%d.%02d".formatted(cents / 100, cents % 100);
  }

  private String pad(String text) {
    return " ".repeat(Math.max(0, margin - text.length())) + text;
  }
}
