package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;

/// The breaker in one line.
final class BreakerLine {

  private BreakerLine() {}

  /// The one over everything, and what else isn't closed.
  static void printAll(Facts breaker, Terminal terminal) {
    print(breaker, terminal);
    breaker.objects("others").forEach(each -> print(each, terminal));
  }

  static void print(Facts breaker, Terminal terminal) {
    String scope = breaker.text("scope");
    boolean isGlobal = scope.equals("global");
    String state = breaker.text("state");
    terminal.line(
        "Breaker    "
            + (isGlobal ? "" : "of " + scope + ": ")
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
          "           one agent at a time on trial; to close it: trafficctl breaker reset"
              + (isGlobal ? "" : " --scope " + scope));
    }
  }
}
