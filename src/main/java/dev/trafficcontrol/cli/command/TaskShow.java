package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// All about one task.
@Command(name = "show", description = "Shows one task.")
final class TaskShow extends Asking {

  @Parameters(paramLabel = "ID", description = "The task.")
  @Nullable String id;

  TaskShow(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("task show").with("id", id);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    Details.print(facts, terminal);
  }
}
