package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Projects;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskFile;
import dev.trafficcontrol.task.Tasks;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// `task import`: all tasks of a file, or none of them, into quarantine.
record TaskImport(ProjectChoice choice, Projects projects, Tasks tasks, InstantSource clock) {

  Verb verb() {
    return Verb.open("task import", this::importFile, "file", "text", "project", "origin");
  }

  private Facts importFile(Arguments arguments) {
    ProjectName project = choice.given(arguments).or(choice::lonely).orElse(null);
    String text = arguments.text("text");
    String name = arguments.text("file").toLowerCase(Locale.ROOT);
    TaskFile file;
    if (name.endsWith(".md")) {
      file = TaskFile.markdown(text, project);
    } else if (name.endsWith(".json")) {
      file = TaskFile.json(text, project);
    } else if (name.endsWith(".csv")) {
      file = TaskFile.csv(text, project);
    } else {
      throw arguments.bad(arguments.text("file") + " is no .md, .json or .csv file.");
    }
    return switch (file) {
      case TaskFile.Faulty(List<TaskFile.Fault> faults) ->
          throw unreadable(
              arguments,
              faults.stream().map(TaskFile.Fault::toString).collect(Collectors.joining("\n")));
      case TaskFile.Read read -> Facts.list("tasks", imported(arguments, read));
    };
  }

  private List<Facts> imported(Arguments arguments, TaskFile.Read read) {
    for (TaskFile.Entry entry : read.entries()) {
      if (projects.find(entry.draft().project()).isEmpty()) {
        throw unreadable(
            arguments,
            "line " + entry.line() + ": there is no project '" + entry.draft().project() + "'");
      }
    }
    if (read.entries().isEmpty()) {
      return List.of();
    }
    Origin origin = ChosenOrigin.read(arguments, Origin.IMPORT);
    Provenance provenance = new Provenance(origin, arguments.text("file"), clock.instant());
    return switch (tasks.add(read.drafts(), provenance)) {
      case Tasks.AddReply.Added(List<Task> added) -> added.stream().map(TaskFacts::of).toList();
      case Tasks.AddReply.Refused(int draft, String why) ->
          throw unreadable(arguments, "line " + read.entries().get(draft).line() + ": " + why);
    };
  }

  private static CommandFailed unreadable(Arguments arguments, String why) {
    return new CommandFailed(
        Fault.failed(
            "Nothing was imported from " + arguments.text("file"),
            why,
            "Mend the file and import it again."));
  }
}
