package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Lets runs of a project start again.
@Command(name = "resume", description = "Lets runs of a project start again.")
final class ProjectResume extends Asking {

  @Parameters(paramLabel = "NAME", description = "The project.")
  @Nullable String name;

  ProjectResume(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("project resume").with("name", name);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line("Project " + facts.text("name") + " is active.");
  }
}
