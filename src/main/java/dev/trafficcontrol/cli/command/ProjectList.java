package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import picocli.CommandLine.Command;

/// All projects.
@Command(name = "list", description = "Lists the projects.")
final class ProjectList extends Asking {

  ProjectList(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("project list");
  }

  @Override
  void show(Facts facts, Terminal terminal) {

    Table table =
        new Table()
            .text("PROJECT")
            .text("STATE")
            .text("AGENT")
            .text("MODEL")
            .text("REPOSITORY")
            .text("VERIFY");
    for (Facts project : facts.objects("projects")) {
      table.row(
          project.text("name"),
          project.truth("paused") ? "paused" : "active",
          project.text("agent"),
          project.text("model"),
          project.maybe("repository").orElse("-"),
          project.maybe("verify").orElse("-"));
    }
    table.print(terminal, "No projects. Add one: trafficctl project add NAME --repo PATH");
  }
}
