package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tasks from a file: all of them, or none.
@Command(
    name = "import",
    description = "Imports tasks from a Markdown checklist, JSON or CSV. They wait for approval.")
final class TaskImport extends Asking {

  @Parameters(
      paramLabel = "FILE",
      description = "A .md file with a checklist, or a .json or .csv file.")
  @Nullable Path file;

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description = "The project of tasks that name none.")
  @Nullable String project;

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description = "test or demo: marks what must never run unapproved, and what clean removes.")
  @Nullable String origin;

  @Option(names = "--approve", description = "Approve them at once.")
  boolean approve;

  TaskImport(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("task import")
        .with("file", String.valueOf(file))
        .with("text", TextFile.read(Path.of(String.valueOf(file)), "No task was imported from"))
        .with("project", project)
        .with("origin", origin);
  }

  /// Importing needs no owner, approving does: where the second fails, the tasks wait in
  /// quarantine.
  @Override
  public Integer call() {
    Facts imported = ask(request());
    List<String> ids = imported.objects("tasks").stream().map(task -> task.text("id")).toList();
    print(approve && !ids.isEmpty() ? ask(Request.to("task approve").with("ids", ids)) : imported);
    return ExitCode.DONE.status();
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    List<Facts> tasks = facts.objects("tasks");
    TaskTable.printSome(tasks, terminal);
    terminal.line(tasks.size() + (tasks.size() == 1 ? " task" : " tasks") + " imported.");
    if (!approve && !tasks.isEmpty()) {
      terminal.line("They wait for approval: trafficctl task approve --all");
    }
  }
}
