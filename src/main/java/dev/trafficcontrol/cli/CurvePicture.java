package dev.trafficcontrol.cli;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// [Curves] as a picture in SVG that needs nothing beside itself, in light and dark.
public final class CurvePicture {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;
  private static final int LEFT = 80;
  private static final int RIGHT = 24;
  private static final int TOP = 64;
  private static final int BOTTOM = 64;
  private static final int MOST_TICKS = 7;

  /// Coordinates are in tenths of a pixel.
  private static final int TENTHS = 10;

  private static final List<Long> TIME_STEPS =
      List.of(
          1L, 2L, 5L, 10L, 15L, 30L, 60L, 120L, 300L, 600L, 900L, 1_800L, 3_600L, 7_200L, 14_400L,
          43_200L, 86_400L, 432_000L);

  private static final String STYLE =
      """
      <style>
        svg { color-scheme: light dark; font: 14px system-ui, sans-serif; }
        .paper { fill: #ffffff; } .ink { fill: #1f2328; } .faint { fill: #59636e; }
        .grid { stroke: #d1d9e0; } .axis { stroke: #59636e; }
        .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
        .then { stroke: #c4320a; } .now { stroke: #0b6e4f; } .limit { stroke: #59636e; stroke-dasharray: 6 5; }
        @media (prefers-color-scheme: dark) {
          .paper { fill: #0d1117; } .ink { fill: #e6edf3; } .faint { fill: #9198a1; }
          .grid { stroke: #30363d; } .axis { stroke: #9198a1; }
          .then { stroke: #ff8a5c; } .now { stroke: #4cc38a; } .limit { stroke: #9198a1; }
        }
      </style>
      """;

  private final Curves curves;
  private final long topNanos;
  private final long endMillis;
  private final StringBuilder svg = new StringBuilder();

  private CurvePicture(Curves curves) {
    this.curves = curves;
    this.topNanos = curves.top().nanos();
    this.endMillis = curves.end().toMillis();
  }

  /// @param title what it shows
  /// @param description the same in a sentence, for whoever can't see it
  public static String of(Curves curves, String title, String description) {
    return new CurvePicture(curves).draw(title, description);
  }

  private String draw(String title, String description) {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="title description">
        <title id="title">%s</title>
        <desc id="description">%s</desc>
        """
            .formatted(WIDTH, HEIGHT, escaped(title), escaped(description)));
    svg.append(STYLE);
    svg.append("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>\n".formatted(WIDTH, HEIGHT));
    text("ink", "start", LEFT, 24, title);
    grid();
    limit();
    line("then", curves.then());
    line("now", curves.now());
    legend();
    return svg.append("</svg>\n").toString();
  }

  private void grid() {
    long step = moneyStep();
    for (long tick = 0; tick <= topNanos / step; tick++) {
      Money money = Money.ofNanos(tick * step);
      long y = y(money);
      rule("grid", LEFT * TENTHS, y, (WIDTH - RIGHT) * TENTHS, y);
      text("faint", "end", LEFT - 8, y / TENTHS + 5, money.toString());
    }
    long seconds = timeStep();
    for (long at = 0; at * 1_000 <= endMillis; at += seconds) {
      long x = x(Duration.ofSeconds(at));
      rule("axis", x, (HEIGHT - BOTTOM) * TENTHS, x, (HEIGHT - BOTTOM + 6) * TENTHS);
      text(
          "faint",
          "middle",
          x / TENTHS,
          HEIGHT - BOTTOM + 22,
          Curves.clock(Duration.ofSeconds(at)));
    }
    rule(
        "axis",
        LEFT * TENTHS,
        (HEIGHT - BOTTOM) * TENTHS,
        (WIDTH - RIGHT) * TENTHS,
        (HEIGHT - BOTTOM) * TENTHS);
    text(
        "faint", "middle", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, "time since the start (min:s)");
    svg.append(
        "<text class=\"faint\" text-anchor=\"middle\" transform=\"translate(16 %d) rotate(-90)\">spent (USD)</text>\n"
            .formatted((TOP + HEIGHT - BOTTOM) / 2));
  }

  private void limit() {
    Money limit = curves.limit();
    if (limit != null && curves.isLimitShown()) {
      rule("limit", LEFT * TENTHS, y(limit), (WIDTH - RIGHT) * TENTHS, y(limit));
      text("faint", "end", WIDTH - RIGHT, y(limit) / TENTHS - 6, "limit " + limit);
    }
  }

  /// From nothing spent at the begin, and on to the end of the axis.
  private void line(String style, Curves.Line line) {
    StringBuilder path = new StringBuilder("M" + at(Duration.ZERO, Money.ZERO));
    line.points().forEach(point -> path.append(" L").append(at(point.at(), point.spent())));
    path.append(" L").append(at(curves.end(), line.total()));
    svg.append("<path class=\"line %s\" d=\"%s\"/>\n".formatted(style, path));
  }

  private void legend() {
    entry("then", LEFT, curves.then());
    entry("now", LEFT + (WIDTH - LEFT - RIGHT) / 2, curves.now());
  }

  private void entry(String style, int x, Curves.Line line) {
    svg.append(
        "<line class=\"line %s\" x1=\"%d\" y1=\"44\" x2=\"%d\" y2=\"44\"/>\n"
            .formatted(style, x, x + 28));
    text("ink", "start", x + 36, 49, line.name() + ": " + cents(line.total()));
  }

  private void rule(String style, long x1, long y1, long x2, long y2) {
    svg.append(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
            .formatted(style, pixels(x1), pixels(y1), pixels(x2), pixels(y2)));
  }

  private void text(String style, String anchor, long x, long y, String text) {
    svg.append(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n"
            .formatted(style, anchor, x, y, escaped(text)));
  }

  private String at(Duration time, Money spent) {
    return pixels(x(time)) + " " + pixels(y(spent));
  }

  private long x(Duration time) {
    return (long) LEFT * TENTHS
        + Curves.share((long) (WIDTH - LEFT - RIGHT) * TENTHS, time.toMillis(), endMillis);
  }

  private long y(Money spent) {
    return (long) (HEIGHT - BOTTOM) * TENTHS
        - Curves.share((long) (HEIGHT - BOTTOM - TOP) * TENTHS, spent.nanos(), topNanos);
  }

  private static String pixels(long tenths) {
    return "%d.%d".formatted(tenths / TENTHS, tenths % TENTHS);
  }

  /// One, two or five of some power of ten.
  private long moneyStep() {
    for (long power = 1; ; power *= 10) {
      for (long digit : new long[] {1, 2, 5}) {
        if (topNanos / (digit * power) < MOST_TICKS) {
          return digit * power;
        }
      }
    }
  }

  private long timeStep() {
    return TIME_STEPS.stream()
        .filter(step -> endMillis / 1_000 / step < MOST_TICKS)
        .findFirst()
        .orElse(TIME_STEPS.getLast());
  }

  private static String cents(Money money) {
    long cents = Math.ceilDiv(money.nanos(), 10_000_000);
    return String.format(Locale.ROOT, "$%d.%02d", cents / 100, cents % 100);
  }

  /// Control characters are in no XML.
  private static String escaped(String text) {
    return text.replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
