package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows, asks, removes, counts. The yes is for what was shown: where that has changed meanwhile,
/// nothing is removed.
@Command(name = "clean", description = "Removes what tests and the demo left in the queue.")
final class Clean extends Asking {

  @Option(
      names = "--test-data",
      required = true,
      description = "Tasks whose origin is test or demo, whatever they are called.")
  boolean testData;

  @Option(names = "--quarantined", description = "Also what was imported and nobody has approved.")
  boolean quarantined;

  @Option(names = "--yes", description = "Remove without asking.")
  boolean yes;

  Clean(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("clean look").with("quarantined", quarantined);
  }

  @Override
  public Integer call() {
    Facts plan = ask(request());
    if (!isJson()) {
      CleanReport.print(plan, terminal());
    }
    if (plan.objects("removed").isEmpty()) {
      print(plan);
      return ExitCode.DONE.status();
    }
    if (!yes && !terminal().hasPerson()) {
      if (isJson()) {
        print(plan);
      }
      throw refused(
          "It needs a yes, and nobody is here to give it.",
          "trafficctl clean --test-data " + (quarantined ? "--quarantined --yes" : "--yes"));
    }
    if (!yes && !terminal().confirms("Remove " + CleanReport.tasks(plan) + "?")) {
      throw refused("You did not confirm.", "trafficctl task list");
    }
    print(ask(new Request("clean", request().arguments()).with("mark", plan.text("mark"))));
    return ExitCode.DONE.status();
  }

  private static CommandFailed refused(String why, String fix) {
    return new CommandFailed(Fault.refused("Nothing was removed", why, fix));
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    List<Facts> removed = facts.objects("removed");
    terminal.line(
        removed.isEmpty()
            ? "There is nothing to remove."
            : "Removed " + CleanReport.tasks(facts) + ". What they spent stays in the book.");
    terminal.line("");
    CleanReport.printCounts(facts, terminal);
  }
}
