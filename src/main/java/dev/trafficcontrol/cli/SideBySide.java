package dev.trafficcontrol.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Two courses of events beside each other, each wrapped within its half, for people.
public final class SideBySide {

  private static final int NARROWEST = 60;
  private static final int GAP = 2;

  private final String left;
  private final String right;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  private record Row(List<String> left, List<String> right) {}

  public SideBySide(String left, String right) {
    this.left = left;
    this.right = right;
  }

  /// Rows appear in the order in which their marks are first given.
  public void left(String mark, String text) {
    row(mark).left().add(text);
  }

  public void right(String mark, String text) {
    row(mark).right().add(text);
  }

  private Row row(String mark) {
    return rows.computeIfAbsent(mark, first -> new Row(new ArrayList<>(), new ArrayList<>()));
  }

  public List<String> lines(int width) {
    int mark = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    int half = (Math.max(width, NARROWEST) - mark - 2 * GAP) / 2;
    List<String> lines = new ArrayList<>();
    lines.add(line("", mark, left, half, right));
    rows.forEach((name, row) -> {
      List<String> one = row.left().stream().flatMap(text -> wrapped(text, half).stream()).toList();
      List<String> other =
          row.right().stream().flatMap(text -> wrapped(text, half).stream()).toList();
      for (int at = 0; at < Math.max(one.size(), other.size()); at++) {
        lines.add(
            line(
                at == 0 ? name : "",
                mark,
                at < one.size() ? one.get(at) : "",
                half,
                at < other.size() ? other.get(at) : ""));
      }
    });
    return lines;
  }

  private static String line(String mark, int markWidth, String one, int half, String other) {
    String gap = " ".repeat(GAP);
    return (padded(mark, markWidth) + gap + padded(one, half) + gap + other).stripTrailing();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /// Within `width` characters, but for words that are longer; further lines are indented.
  public static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.toString().isBlank() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(" ");
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
