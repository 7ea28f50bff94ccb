package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The owner's no to a run's work.
@Command(
    name = "reject",
    description = "Queues a task again; what its run did stays on the run's branch.")
final class ReviewReject extends Asking {

  @Parameters(paramLabel = "TASK", description = "The task.")
  @Nullable String task;

  ReviewReject(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("review reject").with("task", task);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        "Task "
            + facts.text("id")
            + " is queued again. If it is not wanted any more: trafficctl task cancel "
            + facts.text("id"));
  }
}
