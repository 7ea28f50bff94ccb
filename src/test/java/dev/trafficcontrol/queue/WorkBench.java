package dev.trafficcontrol.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.capacity.ModelClass;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Projects;
import dev.trafficcontrol.project.Workspace;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A store's ports, and what tests do with them in a word each.
public record WorkBench(Projects projects, Tasks tasks, WorkQueue queue, Admissions admissions) {

  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  public static final CapacityLimits WIDE =
      new CapacityLimits(100, Map.of("sonnet", 100, "opus", 100, "haiku", 100));

  public void project(String name, int weight) {
    Project project =
        new Project(
            new ProjectName(name),
            Workspace.EMPTY,
            new AgentChoice("claude-code", "claude-sonnet-5-5"),
            weight,
            Project.Standing.ACTIVE);
    assertThat(projects.add(project, NOON)).isTrue();
  }

  /// A task a person typed, ready to start.
  public String task(String project, String title) {
    return task(project, title, TaskWishes.DEFAULT, NOON);
  }

  public String task(String project, String title, TaskWishes wishes, Instant at) {
    return add(List.of(draft(project, title, wishes)), new Provenance(Origin.PERSON, "ann", at))
        .getFirst()
        .id();
  }

  public List<Task> add(List<TaskDraft> drafts, Provenance provenance) {
    Tasks.AddReply reply = tasks.add(drafts, provenance);
    assertThat(reply).isInstanceOf(Tasks.AddReply.Added.class);
    return ((Tasks.AddReply.Added) reply).tasks();
  }

  public static TaskDraft draft(String project, String title, TaskWishes wishes) {
    return new TaskDraft(new ProjectName(project), new TaskText(title, ""), wishes);
  }

  public static TaskWishes model(String model) {
    return new TaskWishes(new AgentWish(null, model), 5, null, List.of(), 2, null);
  }

  public static TaskWishes priority(int priority) {
    return new TaskWishes(AgentWish.NONE, priority, null, List.of(), 2, null);
  }

  public static TaskWishes notBefore(Instant time) {
    return new TaskWishes(AgentWish.NONE, 5, time, List.of(), 2, null);
  }

  public static TaskWishes after(String... ids) {
    return TaskWishes.DEFAULT.after(List.of(ids));
  }

  public Task get(String id) {
    return tasks.find(id).orElseThrow();
  }

  public TaskState state(String id) {
    return get(id).state();
  }

  public void move(String id, TaskMove move) {
    assertThat(tasks.move(id, move, "ann", NOON)).isInstanceOf(Tasks.MoveReply.Moved.class);
  }

  /// As the scheduler would admit the task as it is now.
  public Admission admission(String id, CapacityLimits limits) {
    Task task = get(id);
    Project project = projects.find(new ProjectName(task.project())).orElseThrow();
    String model = task.wishes().agent().over(project.agent()).model();
    return new Admission(
        id,
        task.progress().revision(),
        limits.ceiling(ModelClass.of(model)),
        admissions.standing().confirmation(),
        "here");
  }

  public Optional<Claim> tryClaim(String id, Instant now) {
    return queue.claim(admission(id, WIDE), now);
  }

  public Claim claim(String id, Instant now) {
    return tryClaim(id, now).orElseThrow(() -> new AssertionError(id + " was not claimed"));
  }

  /// Claims the task and ends it as ready for review.
  public void work(String id) {
    Claim claim = claim(id, NOON);
    assertThat(queue.started(claim, NOON)).isTrue();
    assertThat(queue.finish(claim, new TaskOutcome.ReadyForReview("good"), NOON)).isTrue();
  }

  /// The candidates a snapshot offers, in the projects' order.
  public List<String> ready(Instant now) {
    return ready(now, null);
  }

  public List<String> ready(Instant now, @Nullable String confirmation) {
    return queue.snapshot(now, confirmation).heads().stream()
        .flatMap(head -> head.candidates().stream())
        .map(Candidate::task)
        .toList();
  }

  public Confirmation confirm(String id, int tasks) {
    Confirmation confirmation = Confirmation.of(id, Money.ofUsd("3"), tasks, "ann", NOON);
    assertThat(admissions.confirm(confirmation, admissions.taskSet(), NOON))
        .isInstanceOf(Admissions.ConfirmReply.Confirmed.class);
    return confirmation;
  }
}
