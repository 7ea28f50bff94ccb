package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.util.List;

/// Checks as people see them: a line each, with its fix below it.
final class CheckLines {

  /// Columns before a message, beside the name: margin, sign, gaps.
  private static final int FRAME = 6;

  private CheckLines() {}

  static void print(List<Facts> checks, Terminal terminal) {
    int widest = checks.stream().mapToInt(check -> check.text("name").length()).max().orElse(0);
    for (Facts check : checks) {
      String name = check.text("name");
      terminal.line(
          "  "
              + Mark.of(check.text("severity")).on(terminal)
              + " "
              + name
              + " ".repeat(widest - name.length())
              + "  "
              + check.text("message"));
      if (!check.text("fix").isEmpty()) {
        terminal.line(
            " ".repeat(widest + FRAME) + terminal.ink(Ink.FAINT, "fix: " + check.text("fix")));
      }
    }
  }
}
