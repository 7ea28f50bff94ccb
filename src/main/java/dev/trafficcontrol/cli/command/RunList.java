package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs.
@Command(name = "list", description = "Lists runs, the newest first.")
final class RunList extends Asking {

  @Option(names = "--task", paramLabel = "ID", description = "Only those of this task.")
  @Nullable String task;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: 50")
  @Nullable Integer limit;

  RunList(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("run list").with("task", task).with("limit", limit);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    RunTable.print(facts.objects("runs"), terminal);
  }
}
