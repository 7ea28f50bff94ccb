package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Tasks, in the order they came.
@Command(name = "list", description = "Lists tasks.")
final class TaskList extends Asking {

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those in this state, such as queued or review.")
  @Nullable String state;

  @Option(names = "--project", paramLabel = "NAME", description = "Only those of this project.")
  @Nullable String project;

  @Option(names = "--after-id", paramLabel = "ID", description = "Only those after this one.")
  @Nullable String afterId;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: 100")
  @Nullable Integer limit;

  TaskList(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("task list")
        .with("state", state)
        .with("project", project)
        .with("after-id", afterId)
        .with("limit", limit);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    boolean some = state != null || project != null || afterId != null;
    TaskTable.print(facts.objects("tasks"), terminal, some ? "No such tasks." : TaskTable.NONE);
    if (facts.truth("more")) {
      terminal.line("There are more: --after-id " + facts.text("last"));
    }
  }
}
