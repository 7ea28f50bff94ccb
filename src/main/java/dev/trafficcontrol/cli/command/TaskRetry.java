package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Queues a failed or blocked task again.
@Command(name = "retry", description = "Queues a failed or blocked task again.")
final class TaskRetry extends Asking {

  @Parameters(paramLabel = "ID", description = "The task.")
  @Nullable String id;

  TaskRetry(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("task retry").with("id", id);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line("Task " + facts.text("id") + " is queued again.");
  }
}
