package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The owner's yes to tasks from elsewhere.
@Command(name = "approve", description = "Lets quarantined tasks run.")
final class TaskApprove extends Asking {

  @Parameters(paramLabel = "ID", arity = "0..*", description = "The tasks.")
  @Nullable List<String> ids;

  @Option(names = "--all", description = "All that wait for approval.")
  boolean all;

  TaskApprove(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("task approve").with("ids", ids).with("all", all);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    List<Facts> tasks = facts.objects("tasks");
    TaskTable.printSome(tasks, terminal);
    terminal.line(tasks.size() + (tasks.size() == 1 ? " task" : " tasks") + " approved.");
  }
}
