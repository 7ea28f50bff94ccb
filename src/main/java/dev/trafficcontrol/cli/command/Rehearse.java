package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The whole queue in virtual time.
@Command(
    name = "rehearse",
    description =
        "Works the queue in virtual time: when it would end, what it would cost, what would wait"
            + " for what. Starts nothing.")
final class Rehearse extends Asking {

  @Option(names = "--project", paramLabel = "NAME", description = "Only the tasks of this project.")
  @Nullable String project;

  @Option(
      names = "--max-agents",
      paramLabel = "N",
      description = "As if so many agents worked at once. Default: as configured")
  @Nullable String maxAgents;

  Rehearse(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("rehearse").with("project", project).with("max-agents", maxAgents);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    RehearsalPage.show(facts, terminal);
  }
}
