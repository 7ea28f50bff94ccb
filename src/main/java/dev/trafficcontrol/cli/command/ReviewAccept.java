package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The owner's yes to a run's work.
@Command(
    name = "accept",
    description = {
      "Merges a task's work into its project's branch, verifies the merge, and completes the task.",
      "Where that can't be done, no branch moves."
    })
final class ReviewAccept extends Asking {

  @Parameters(paramLabel = "TASK", description = "The task.")
  @Nullable String task;

  ReviewAccept(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("review accept").with("task", task);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        "Task "
            + facts.text("id")
            + " is complete"
            + facts.maybe("merged_into").map(branch -> "; its work is on " + branch).orElse("")
            + ".");
  }
}
