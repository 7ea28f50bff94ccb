package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;

/// The breaker in one line.
final class BreakerLine {

  private BreakerLine() {}

  static void print(Facts breaker, Terminal terminal) {
    String state = breaker.text("state");
    terminal.line(
        "Breaker    "
            + terminal.ink(state.equals("closed") ? Ink.GOOD : Ink.BAD, state)
            + breaker
                .maybe("reason")
                .map(reason ->
                    " since "
                        + breaker.text("since")
                        + ", by "
                        + breaker.text("by")
                        + ": "
                        + reason)
                .orElse(""));
    if (state.equals("half-open")) {
      terminal.line(
          "           one agent at a time on trial; to close it: trafficctl breaker reset");
    }
  }
}
