package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.util.List;

/// One thing, a name and a value a line.
final class Details {

  private Details() {}

  static void print(Facts facts, Terminal terminal) {
    int widest = facts.values().keySet().stream().mapToInt(String::length).max().orElse(0);
    facts
        .values()
        .forEach((name, value) -> {
          if (value != null && !value.toString().isEmpty() && !value.equals(List.of())) {
            String label = name.replace('_', ' ') + " ".repeat(widest - name.length());
            terminal.line(
                terminal.ink(Ink.FAINT, label)
                    + "  "
                    + shown(name, value).replace("\n", "\n" + " ".repeat(widest + 2)));
          }
        });
  }

  private static String shown(String name, Object value) {
    return name.equals("cost") ? "$" + value : value.toString();
  }
}
