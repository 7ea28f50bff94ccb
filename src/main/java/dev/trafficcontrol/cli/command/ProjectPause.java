package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Starts no more runs of a project.
@Command(name = "pause", description = "Starts no more runs of a project.")
final class ProjectPause extends Asking {

  @Parameters(paramLabel = "NAME", description = "The project.")
  @Nullable String name;

  ProjectPause(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("project pause").with("name", name);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line("Project " + facts.text("name") + " is paused; what runs goes on.");
  }
}
