package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Pre-flight, the owner's yes, then work. What was confirmed goes along by its numbers, and is
/// itself a limit.
@Command(name = "start", description = "Checks, asks, and works the queue.")
final class Start extends Asking {

  @Option(names = "--dry-run", description = "Say what would start, and start nothing.")
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
    if (dryRun) {
      return dryRun();
    }
    Facts report = ask(request());
    if (!isJson()) {
      PreflightReport.print(report, terminal());
      terminal().line("");
    }
    Facts ended = ask(start(report));
    print(ended);
    return verdict(ended).status();
  }

  /// Ends as the same start would: refused also where its question would find nobody to answer it.
  private int dryRun() {
    Facts report = ask(new Request("dry-run", request().arguments()).with("max-agents", maxAgents));
    print(report);
    boolean starts = report.maybe("objection").isEmpty() || couldBeAsked(report);
    return (starts ? ExitCode.DONE : ExitCode.REFUSED).status();
  }

  /// A person who sits there can still say yes.
  private boolean couldBeAsked(Facts report) {
    return report.text("verdict").equals("confirm")
        && confirmUpTo == null
        && terminal().hasPerson();
  }

  /// The daemon checks all of it again: what is refused here is only spared the way.
  private Request start(Facts report) {
    Request start =
        new Request("start", request().arguments())
            .with("max-agents", maxAgents)
            .with("until-idle", untilIdle)
            .with("background", background);
    if (report.maybe("objection").isEmpty()) {
      return start;
    }
    if (!couldBeAsked(report)) {
      Facts objection = report.object("objection");
      throw new CommandFailed(
          Fault.refused(objection.text("what"), objection.text("why"), objection.text("fix")));
    }
    if (!terminal().confirms("Start " + PreflightReport.amounts(report) + "?")) {
      throw new CommandFailed(
          Fault.refused("Nothing was started", "You did not confirm.", "trafficctl preflight"));
    }
    return start.with("plan", report.text("plan"));
  }

  @Override
  Request request() {
    return Request.to("preflight")
        .with("yes", yes)
        .with("confirm-up-to", confirmUpTo)
        .with("confirm-tasks", confirmTasks);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    if (dryRun) {
      DryRunReport.print(facts, terminal);
      return;
    }
    if (facts.text("ended").equals("background")) {
      terminal.line(
          "Working %s in the background, for up to %s. What is added later waits for the next start."
              .formatted(
                  facts.text("tasks") + (facts.text("tasks").equals("1") ? " task" : " tasks"),
                  Usd.text(facts.text("amount"))));
      InBackground.print(facts, terminal);
      return;
    }
    Ink ink = verdict(facts) == ExitCode.DONE ? Ink.GOOD : Ink.BAD;
    terminal.line(
        terminal.ink(ink, "Ended")
            + ": %s. %s spent in %s; %s."
                .formatted(
                    facts.text("why"),
                    Usd.text(facts.text("spent")),
                    facts.text("runs") + (facts.text("runs").equals("1") ? " run" : " runs"),
                    states(facts.object("tasks"))));
  }

  private static String states(Facts tasks) {
    String text =
        tasks.values().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? "no tasks" : "tasks: " + text;
  }

  @Override
  ExitCode verdict(Facts facts) {
    return switch (facts.text("ended")) {
      case "failed" -> ExitCode.FAILED;
      case "budget" -> ExitCode.STOPPED_BY_BUDGET;
      case "breaker", "killed" -> ExitCode.STOPPED_BY_BREAKER;
      default -> ExitCode.DONE;
    };
  }
}
