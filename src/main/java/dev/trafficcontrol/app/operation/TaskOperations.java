package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Projects;
import dev.trafficcontrol.task.AgentWish;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskDraft;
import dev.trafficcontrol.task.TaskMove;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskText;
import dev.trafficcontrol.task.TaskWishes;
import dev.trafficcontrol.task.Tasks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `task …`
public final class TaskOperations {

  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 1_000;

  private final Projects projects;
  private final ProjectChoice choice;
  private final Tasks tasks;
  private final KnownAgents agents;
  private final InstantSource clock;

  public TaskOperations(Projects projects, Tasks tasks, KnownAgents agents, InstantSource clock) {
    this.projects = projects;
    this.choice = new ProjectChoice(projects);
    this.tasks = tasks;
    this.agents = agents;
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
            "estimate",
            "origin"),
        new TaskImport(choice, projects, tasks, clock).verb(),
        Verb.open("task list", this::list, "state", "project", "after-id", "limit"),
        Verb.open("task show", this::show, "id"),
        Verb.owned("task approve", this::approve, "ids", "all"),
        Verb.open("task cancel", arguments -> move(arguments, TaskMove.CANCEL), "id"),
        Verb.owned("task retry", arguments -> move(arguments, TaskMove.RETRY), "id"));
  }

  private Facts add(Arguments arguments) {
    ProjectName project = choice.sure(arguments);
    agents.check(arguments, arguments.maybe("agent"), arguments.maybe("model"));
    TaskText text =
        arguments.checked(
            () -> new TaskText(arguments.text("title"), arguments.maybe("description").orElse("")));
    TaskDraft draft = new TaskDraft(project, text, wishes(arguments));
    return TaskFacts.of(
        added(arguments, List.of(draft), ChosenOrigin.read(arguments, Origin.PERSON)).getFirst());
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
            new Tasks.Filter(state, choice.given(arguments).map(ProjectName::text)),
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
    List<Facts> approved = new ArrayList<>();
    for (String id : ids) {
      if (tasks.move(id, TaskMove.APPROVE, arguments.by(), clock.instant())
          instanceof Tasks.MoveReply.Moved(Task moved)) {
        approved.add(TaskFacts.of(moved));
      }
    }
    return Facts.list("tasks", approved);
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
}
