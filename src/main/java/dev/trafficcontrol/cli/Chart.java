package dev.trafficcontrol.cli;

import dev.trafficcontrol.money.Money;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Money over time as filled columns, with its limit as a line on top:
///
/// ```
/// $10.00 ┤┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
///        │           ▃▇█████████████
///  $5.00 ┤      ▂▆██████████████████
///        │ ▁▄███████████████████████
///     $0 └──────────────────────────
///        0 s                    24 s
/// ```
///
/// Pure text: columns are an eighth of a line exact, and rounded down, so that nothing below the
/// limit looks as if it were on it.
///
/// @param points what had been spent in all, by when; in the order of time
/// @param limit the top of the chart
public record Chart(List<Point> points, Money limit) {

  private static final int COLUMNS = 64;
  private static final int LINES = 8;
  private static final String EIGHTHS = " ▁▂▃▄▅▆▇";
  private static final char FULL = '█';
  private static final int PARTS = EIGHTHS.length();
  private static final long HEIGHT = (long) LINES * PARTS;
  private static final String LIMIT_LINE = "┄";

  /// @param spent everything up to then
  public record Point(Duration at, Money spent) {}

  public Chart {
    points = List.copyOf(points);
    if (limit.isZero()) {
      throw new IllegalArgumentException("a chart below a limit of nothing has no height");
    }
  }

  public List<String> lines() {
    long[] heights = heights();
    String half = Money.ofNanos(limit.nanos() / 2).toString();
    int margin = Math.max(limit.toString().length(), half.length());
    List<String> lines = new ArrayList<>();
    lines.add(pad(limit.toString(), margin) + " ┤" + LIMIT_LINE.repeat(COLUMNS) + " the limit");
    for (int line = LINES - 1; line >= 0; line--) {
      boolean isHalf = line == LINES / 2 - 1;
      lines.add(pad(isHalf ? half : "", margin) + (isHalf ? " ┤" : " │") + line(heights, line));
    }
    lines.add(pad("$0", margin) + " └" + "─".repeat(COLUMNS));
    String end = seconds(end());
    lines.add(pad("", margin) + "  0 s" + pad(end, COLUMNS - "0 s".length()));
    return lines;
  }

  /// How many eighths of a line each column is high: what had been spent at its end.
  private long[] heights() {
    long[] heights = new long[COLUMNS];
    long whole = Math.max(1, end().toNanos());
    int next = 0;
    long spent = 0;
    for (int column = 0; column < COLUMNS; column++) {
      long until = whole / COLUMNS * (column + 1);
      boolean isLast = column == COLUMNS - 1;
      while (next < points.size() && (isLast || points.get(next).at().toNanos() <= until)) {
        spent = points.get(next).spent().nanos();
        next++;
      }
      heights[column] = height(spent);
    }
    return heights;
  }

  /// Rounded down, and never nothing where something was spent.
  private long height(long nanos) {
    BigInteger above = BigInteger.valueOf(nanos).multiply(BigInteger.valueOf(HEIGHT - 1));
    long share = above.divide(BigInteger.valueOf(limit.nanos())).longValueExact();
    return nanos == 0 ? 0 : Math.min(HEIGHT, 1 + share);
  }

  private static String line(long[] heights, int line) {
    StringBuilder text = new StringBuilder();
    for (long height : heights) {
      long above = height - (long) line * PARTS;
      text.append(above >= PARTS ? FULL : EIGHTHS.charAt((int) Math.max(0, above)));
    }
    return text.toString().stripTrailing();
  }

  private Duration end() {
    return points.isEmpty() ? Duration.ZERO : points.getLast().at();
  }

  private static String seconds(Duration time) {
    return Math.ceilDiv(time.toMillis(), 1_000) + " s";
  }

  private static String pad(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
