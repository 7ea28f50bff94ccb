package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Projects;
import dev.trafficcontrol.task.AgentWish;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskDraft;
import dev.trafficcontrol.task.TaskFile;
import dev.trafficcontrol.task.TaskMove;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskText;
import dev.trafficcontrol.task.TaskWishes;
import dev.trafficcontrol.task.Tasks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// `task …`
public final class TaskOperations {

  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 1_000;

  private final Projects projects;
  private final Tasks tasks;
  private final InstantSource clock;

  public TaskOperations(Projects projects, Tasks tasks, InstantSource clock) {
    this.projects = projects;
    this.tasks = tasks;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.owned(
            "task add",
            this::add,
            "title",
            "project",
            "description",
            "agent",
            "model",
            "priority",
            "after",
            "not-before",
            "attempts",
            "estimate"),
        Verb.open("task import", this::importFile, "file", "text", "project"),
        Verb.open("task list", this::list, "state", "project", "after-id", "limit"),
        Verb.open("task show", this::show, "id"),
        Verb.owned("task approve", this::approve, "ids", "all"),
        Verb.open("task cancel", arguments -> move(arguments, TaskMove.CANCEL), "id"),
        Verb.owned("task retry", arguments -> move(arguments, TaskMove.RETRY), "id"));
  }

  private Facts add(Arguments arguments) {
    ProjectName project = project(arguments).orElseGet(() -> onlyProject(arguments));
    TaskText text =
        arguments.checked(
            () -> new TaskText(arguments.text("title"), arguments.maybe("description").orElse("")));
    TaskDraft draft = new TaskDraft(project, text, wishes(arguments));
    return TaskFacts.of(added(arguments, List.of(draft), Origin.PERSON).getFirst());
  }

  private static TaskWishes wishes(Arguments arguments) {
    int priority = arguments.number("priority", TaskWishes.NORMAL, 0, TaskWishes.HIGHEST);
    int attempts =
        arguments.number("attempts", TaskWishes.DEFAULT_ATTEMPTS, 1, TaskWishes.MOST_ATTEMPTS);
    Optional<Instant> notBefore = arguments.maybe("not-before", Times::parse);
    Optional<Money> estimate = arguments.maybe("estimate", Money::ofUsd);
    return arguments.checked(() ->
        new TaskWishes(
            new AgentWish(
                arguments.maybe("agent").orElse(null), arguments.maybe("model").orElse(null)),
            priority,
            notBefore.orElse(null),
            arguments.texts("after"),
            attempts,
            estimate.orElse(null)));
  }

  private Facts importFile(Arguments arguments) {
    ProjectName project = project(arguments).or(this::lonelyProject).orElse(null);
    String text = arguments.text("text");
    String name = arguments.text("file").toLowerCase(Locale.ROOT);
    TaskFile file;
    if (name.endsWith(".md")) {
      file = TaskFile.markdown(text, project);
    } else if (name.endsWith(".json")) {
      file = TaskFile.json(text, project);
    } else {
      throw arguments.bad(arguments.text("file") + " is neither a .md nor a .json file.");
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
    Provenance provenance = new Provenance(Origin.IMPORT, arguments.text("file"), clock.instant());
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

  private List<Task> added(Arguments arguments, List<TaskDraft> drafts, Origin origin) {
    return switch (tasks.add(drafts, new Provenance(origin, arguments.by(), clock.instant()))) {
      case Tasks.AddReply.Added(List<Task> added) -> added;
      case Tasks.AddReply.Refused(int _, String why) -> throw arguments.bad(why);
    };
  }

  private Facts list(Arguments arguments) {
    Optional<TaskState> state = arguments.maybe("state", TaskFacts::state);
    int limit = arguments.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
    List<Task> page =
        tasks.list(
            new Tasks.Filter(state, project(arguments).map(ProjectName::text)),
            arguments.maybe("after-id").orElse(""),
            limit + 1);
    List<Task> shown = page.subList(0, Math.min(limit, page.size()));
    return Facts.of(
        "tasks",
        shown.stream().map(TaskFacts::of).toList(),
        "more",
        page.size() > limit,
        "last",
        shown.isEmpty() ? null : shown.getLast().id());
  }

  private Facts show(Arguments arguments) {
    return TaskFacts.of(find(arguments));
  }

  private Task find(Arguments arguments) {
    String id = arguments.text("id");
    return tasks
        .find(id)
        .orElseThrow(
            () -> arguments.failed("There is no task " + id + ".", "trafficctl task list"));
  }

  private Facts approve(Arguments arguments) {
    List<String> ids = arguments.flag("all") ? quarantined() : arguments.texts("ids");
    if (ids.isEmpty() && !arguments.flag("all")) {
      throw arguments.bad("Name the tasks, or say --all.");
    }
    for (String id : ids) {
      TaskState state =
          tasks
              .find(id)
              .map(Task::state)
              .orElseThrow(
                  () -> arguments.failed("There is no task " + id + ".", "trafficctl task list"));
      if (!TaskMove.APPROVE.isFor(state)) {
        throw arguments.failed(
            "Task " + id + " is " + state.label() + ", so it waits for no approval.",
            "trafficctl task show " + id);
      }
    }
    List<String> approved = new ArrayList<>();
    for (String id : ids) {
      if (tasks.move(id, TaskMove.APPROVE, arguments.by(), clock.instant())
          instanceof Tasks.MoveReply.Moved) {
        approved.add(id);
      }
    }
    return Facts.of("tasks", approved);
  }

  private List<String> quarantined() {
    Tasks.Filter filter = new Tasks.Filter(Optional.of(TaskState.QUARANTINED), Optional.empty());
    List<String> ids = new ArrayList<>();
    String last = "";
    while (true) {
      List<Task> page = tasks.list(filter, last, LARGEST_PAGE);
      page.forEach(task -> ids.add(task.id()));
      if (page.size() < LARGEST_PAGE) {
        return ids;
      }
      last = page.getLast().id();
    }
  }

  private Facts move(Arguments arguments, TaskMove move) {
    Task task = find(arguments);
    return switch (tasks.move(task.id(), move, arguments.by(), clock.instant())) {
      case Tasks.MoveReply.Moved(Task moved) -> TaskFacts.of(moved);
      case Tasks.MoveReply.Refused(String why) ->
          throw arguments.failed(why, "trafficctl task show " + task.id());
    };
  }

  private Optional<ProjectName> project(Arguments arguments) {
    Optional<ProjectName> project = arguments.maybe("project", ProjectName::new);
    if (project.isPresent() && projects.find(project.get()).isEmpty()) {
      throw arguments.failed(
          "There is no project '" + project.get() + "'.",
          "trafficctl project add " + project.get() + " --repo PATH");
    }
    return project;
  }

  /// The project of whoever has only one.
  private Optional<ProjectName> lonelyProject() {
    List<Project> all = projects.list();
    return all.size() == 1 ? Optional.of(all.getFirst().name()) : Optional.empty();
  }

  private ProjectName onlyProject(Arguments arguments) {
    return lonelyProject()
        .orElseThrow(() ->
            projects.list().isEmpty()
                ? arguments.failed(
                    "There is no project yet.", "trafficctl project add NAME --repo PATH")
                : arguments.bad("There are several projects; say which: --project NAME"));
  }
}
