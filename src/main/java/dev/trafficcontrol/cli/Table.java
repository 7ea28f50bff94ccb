package dev.trafficcontrol.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Columns for people: as wide as their widest cell, numbers to the right.
public final class Table {

  private static final String GAP = "  ";

  private final List<String> titles = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  public Table text(String title) {
    return column(title, false);
  }

  /// A column of amounts or counts.
  public Table number(String title) {
    return column(title, true);
  }

  private Table column(String title, Boolean toTheRight) {
    titles.add(title);
    right.add(toTheRight);
    return this;
  }

  public Table row(String... cells) {
    if (cells.length != titles.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + titles.size() + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  /// Prints the table, or `nothing` where it has no rows.
  public void print(Terminal terminal, String nothing) {
    if (rows.isEmpty()) {
      terminal.line(nothing);
      return;
    }
    terminal.line(terminal.ink(Terminal.Ink.FAINT, line(titles)));
    rows.forEach(row -> terminal.line(line(row)));
  }

  private String line(List<String> cells) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String blanks = " ".repeat(width(i) - cell.length());
      padded.add(right.get(i) ? blanks + cell : cell + blanks);
    }
    return padded.stream().collect(Collectors.joining(GAP)).stripTrailing();
  }

  private int width(int column) {
    int widest = titles.get(column).length();
    for (List<String> row : rows) {
      widest = Math.max(widest, row.get(column).length());
    }
    return widest;
  }
}
