package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Cancels a task; its run ends.
@Command(name = "cancel", description = "Cancels a task; its run ends.")
final class TaskCancel extends Asking {

  @Parameters(paramLabel = "ID", description = "The task.")
  @Nullable String id;

  TaskCancel(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("task cancel").with("id", id);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line("Task " + facts.text("id") + " is cancelled.");
  }
}
