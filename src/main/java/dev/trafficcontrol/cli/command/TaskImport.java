package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
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

  /// Bytes: no list that a person wrote is longer.
  private static final long LARGEST = 1 << 20;

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
        .with("text", text(Path.of(String.valueOf(file))))
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

  private static String text(Path file) {
    if (!Files.exists(file)) {
      throw unreadable(file, "There is no file of that name.", null);
    }
    if (Files.isDirectory(file)) {
      throw unreadable(file, "It is a folder.", null);
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw unreadable(file, "It is larger than " + LARGEST + " bytes.", null);
      }
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw unreadable(file, "It can't be read as text in UTF-8.", unreadable);
    }
  }

  private static CommandFailed unreadable(Path file, String why, @Nullable IOException cause) {
    Fault fault = Fault.usage("No task was imported from " + file, why, "Name a readable file.");
    return cause == null ? new CommandFailed(fault) : new CommandFailed(fault, cause);
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
