package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One result with its changes.
@Command(name = "show", description = "Shows what a task's run produced.")
final class ReviewShow extends Asking {

  @Parameters(paramLabel = "TASK", description = "The task.")
  @Nullable String task;

  @Option(names = "--diff", description = "Show every change, not only which files changed.")
  boolean diff;

  ReviewShow(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("review show").with("task", task).with("diff", diff);
  }

  @Override
  void show(Facts facts, Terminal terminal) {

    Details.print(facts, terminal);
  }
}
