package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/// One look.
@Command(name = "status", description = "One look at everything.")
final class Status extends Asking {

  Status(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("status");
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    for (String warning : facts.texts("warnings")) {
      terminal.line(terminal.ink(Ink.WARN, "! " + warning));
    }
    Facts daemon = facts.object("daemon");
    terminal.line("Home       " + facts.text("home") + " (" + facts.text("environment") + ")");
    terminal.line(
        "Daemon     "
            + (daemon.truth("running")
                ? terminal.ink(Ink.GOOD, "running")
                    + ", gateway on http://"
                    + daemon.text("gateway")
                    + daemon.maybe("gateway_tls").map(tls -> " and https://" + tls).orElse("")
                    + ", scheduler "
                    + daemon.text("scheduler")
                : terminal.ink(Ink.FAINT, "not running")));
    BreakerLine.printAll(facts.object("breaker"), terminal);
    BurnLines.print(facts, terminal);
    terminal.line("Tasks      " + counts(facts.object("tasks")));
    terminal.line("");
    BudgetTable.print(facts.objects("budgets"), terminal);
    BurnLines.printLasting(facts.objects("budgets"), terminal);
    List<Facts> runs = facts.objects("runs");
    if (!runs.isEmpty()) {
      terminal.line("");
      RunTable.print(runs, terminal);
    }
  }

  private static String counts(Facts tasks) {
    String text =
        tasks.values().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? "none" : text;
  }
}
