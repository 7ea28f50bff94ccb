package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Pre-flight, the owner's yes, then work. What was confirmed goes along by its numbers, and is
/// itself a limit.
@Command(name = "start", description = "Checks, asks, and works the queue.")
final class Start extends Asking {

  @Option(names = "--dry-run", description = "Check and report only.")
  boolean dryRun;

  @Option(names = "--yes", description = "Answer confirmations with yes. Refusals stay refusals.")
  boolean yes;

  @Option(
      names = "--confirm-up-to",
      paramLabel = "USD",
      description = "Confirm this amount, also where pre-flight refuses for its sake.")
  @Nullable String confirmUpTo;

  @Option(
      names = "--confirm-tasks",
      paramLabel = "N",
      description = "Confirm this many tasks, also where pre-flight refuses for their sake.")
  @Nullable Integer confirmTasks;

  @Option(names = "--until-idle", description = "End when nothing is left to do.")
  boolean untilIdle;

  @Option(names = "--max-agents", paramLabel = "N", description = "At most so many agents at once.")
  @Nullable Integer maxAgents;

  @Option(names = "--background", description = "Return at once, and work on in the background.")
  boolean background;

  Start(Root root) {
    super(root);
  }

  @Override
  public Integer call() {
    Facts report = ask(preflight());
    boolean refused = report.text("verdict").equals("refuse");
    if (dryRun || refused) {
      print(report);
      return (refused ? ExitCode.REFUSED : ExitCode.DONE).status();
    }
    if (!isJson()) {
      PreflightReport.print(report, terminal());
    }
    if (report.text("verdict").equals("confirm") && !yes && confirmUpTo == null) {
      confirm(report);
    }
    Facts ended = ask(request(report));
    print(ended);
    return verdict(ended).status();
  }

  private void confirm(Facts report) {
    String amount = report.object("forecast").text("dear");
    String question =
        "Start " + report.text("tasks") + " tasks and spend up to " + Usd.text(amount);
    if (!terminal().hasPerson()) {
      throw new CommandFailed(
          Fault.refused(
              "Nothing was started",
              "A confirmation is needed, and nobody is there to ask: "
                  + String.join("; ", report.texts("why"))
                  + ".",
              "trafficctl start --yes, or name the numbers: --confirm-up-to "
                  + amount
                  + " --confirm-tasks "
                  + report.text("tasks")));
    }
    if (!terminal().confirms(question + "?")) {
      throw new CommandFailed(
          Fault.refused("Nothing was started", "You did not confirm.", "trafficctl preflight"));
    }
  }

  private Request preflight() {
    return Request.to("preflight")
        .with("confirm-up-to", confirmUpTo)
        .with("confirm-tasks", confirmTasks)
        .with("max-agents", maxAgents);
  }

  /// @param report what was shown and agreed to; the daemon checks again, and refuses what came to
  ///   more meanwhile
  private Request request(Facts report) {
    return new Request("start", preflight().arguments())
        .with("plan", report.text("plan"))
        .with("agreed-usd", report.object("forecast").text("dear"))
        .with("until-idle", untilIdle)
        .with("background", background);
  }

  @Override
  Request request() {
    return preflight();
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    switch (facts.text("ended")) {
      case "" -> PreflightReport.print(facts, terminal);
      case "background" -> terminal.line("Works in the background. Look: trafficctl status");
      default ->
          terminal.line(
              "Ended: "
                  + facts.text("why")
                  + ". Spent "
                  + Usd.text(facts.text("spent"))
                  + " on "
                  + facts.text("runs")
                  + " runs.");
    }
  }

  @Override
  ExitCode verdict(Facts facts) {
    return switch (facts.text("ended")) {
      case "budget" -> ExitCode.STOPPED_BY_BUDGET;
      case "breaker", "killed" -> ExitCode.STOPPED_BY_BREAKER;
      default -> ExitCode.DONE;
    };
  }
}
