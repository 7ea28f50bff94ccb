package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Projects;
import dev.trafficcontrol.review.Acceptance;
import dev.trafficcontrol.review.Branches;
import dev.trafficcontrol.review.Changes;
import dev.trafficcontrol.run.RunBranch;
import dev.trafficcontrol.run.RunLimits;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.run.RunStore;
import dev.trafficcontrol.run.Verifier;
import dev.trafficcontrol.run.Workplace;
import dev.trafficcontrol.run.WorkplaceFailed;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskMove;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.Tasks;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// `review …`
public final class ReviewOperations {

  private static final int MOST = 1_000;
  private static final int LOG_BYTES = 16 << 10;

  /// What is done with branches.
  ///
  /// @param verifier made when something is to be verified
  public record Work(Branches branches, Supplier<Verifier> verifier, RunOperations.Logs logs) {}

  private final Tasks tasks;
  private final Projects projects;
  private final RunStore runs;
  private final Ledger ledger;
  private final Work work;
  private final InstantSource clock;

  /// Two acceptances at once would verify without each other's work.
  private final ReentrantLock oneAtATime = new ReentrantLock();

  public ReviewOperations(
      Tasks tasks,
      Projects projects,
      RunStore runs,
      Ledger ledger,
      Work work,
      InstantSource clock) {
    this.tasks = tasks;
    this.projects = projects;
    this.runs = runs;
    this.ledger = ledger;
    this.work = work;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("review list", this::list),
        Verb.open("review show", this::show, "task", "diff"),
        Verb.owned("review accept", this::accept, "task", "run"),
        Verb.owned("review reject", this::reject, "task", "run"));
  }

  private Facts list(Arguments arguments) {
    Tasks.Filter waiting = new Tasks.Filter(Optional.of(TaskState.REVIEW), Optional.empty());
    List<RunRecord> recent = runs.recent(MOST);
    return Facts.list(
        "reviews",
        tasks.list(waiting, "", MOST).stream()
            .map(task -> facts(task, lastRun(task, recent)))
            .toList());
  }

  private Facts show(Arguments arguments) {
    Task task = find(arguments);
    Optional<RunRecord> run = lastRun(task, runs.recent(MOST));
    Facts shown = facts(task, run);
    Optional<Workplace> place = run.flatMap(RunRecord::place);
    Optional<Changes> changes =
        place.flatMap(Workplace::branch).map(branch -> inGit(arguments, task, branch));
    return shown
        .with("changes", changes.map(Changes::summary))
        .with("patch", changes.filter(_ -> arguments.flag("diff")).map(Changes::patch))
        .with("verification_log", place.map(this::verificationLog));
  }

  private Changes inGit(Arguments arguments, Task task, RunBranch branch) {
    try {
      return work.branches().changes(branch);
    } catch (WorkplaceFailed failed) {
      throw arguments.failed(failed.getMessage() + ".", "trafficctl review reject " + task.id());
    }
  }

  private String verificationLog(Workplace place) {
    return (work.logs().tail(place, Workplace.Log.VERIFY_OUTPUT, LOG_BYTES)
            + work.logs().tail(place, Workplace.Log.VERIFY_ERRORS, LOG_BYTES))
        .strip();
  }

  private Facts accept(Arguments arguments) {
    oneAtATime.lock();
    try {
      Task task = find(arguments);
      Optional<RunRecord> run = lastRun(task, runs.recent(MOST));
      requireRun(arguments, task, run);
      Optional<RunBranch> branch = run.flatMap(RunRecord::place).flatMap(Workplace::branch);
      Optional<String> target = Optional.empty();
      if (run.isPresent() && branch.isPresent()) {
        target = Optional.of(takeIn(task, run.get(), branch.get()));
      }
      return moved(task, TaskMove.ACCEPT, arguments.by()).with("merged_into", target);
    } finally {
      oneAtATime.unlock();
    }
  }

  /// The branch it is on now.
  private String takeIn(Task task, RunRecord run, RunBranch branch) {
    Project project = projects.find(new ProjectName(task.project())).orElseThrow();
    Acceptance acceptance =
        new Acceptance(work.branches(), work.verifier().get(), RunLimits.DEFAULT.verifyWithin());
    String message =
        "%s\n\nTask %s, run %s".formatted(task.text().title(), task.id(), run.claim().run());
    Acceptance.Outcome outcome;
    try {
      outcome = acceptance.accept(run.claim().run(), branch, project.workspace(), message);
    } catch (WorkplaceFailed failed) {
      throw notAccepted(
          task, failed.getMessage() + ".", "Mend the repository, then accept it again");
    }
    return switch (outcome) {
      case Acceptance.Outcome.Accepted(String target) -> target;
      case Acceptance.Outcome.Conflicting(String target, List<String> files) ->
          throw notAccepted(
              task,
              target + " changed the same places: " + String.join(", ", files) + ".",
              "Merge "
                  + branch.name()
                  + " by hand, then accept it; or: trafficctl review reject "
                  + task.id());
      case Acceptance.Outcome.NotVerified(String why, List<String> lines, String log) ->
          throw notAccepted(
              task,
              "Merged, it does not pass the verification: "
                  + why
                  + ".\n"
                  + String.join("\n", lines),
              "Read " + log + "; or: trafficctl review reject " + task.id());
      case Acceptance.Outcome.NotLanded(String why, String fix) ->
          throw notAccepted(task, why, fix);
    };
  }

  private static CommandFailed notAccepted(Task task, String why, String fix) {
    return new CommandFailed(
        Fault.failed("Task " + task.id() + " was not accepted; no branch moved", why, fix));
  }

  private Facts reject(Arguments arguments) {
    oneAtATime.lock();
    try {
      Task task = find(arguments);
      requireRun(arguments, task, lastRun(task, runs.recent(MOST)));
      return moved(task, TaskMove.REJECT, arguments.by());
    } finally {
      oneAtATime.unlock();
    }
  }

  /// A word about one run says nothing of the next one's work.
  private static void requireRun(Arguments arguments, Task task, Optional<RunRecord> run) {
    Optional<String> meant = arguments.maybe("run");
    Optional<String> last = run.map(record -> record.claim().run());
    if (meant.isPresent() && !meant.equals(last)) {
      throw arguments.failed(
          "What waits for review of task %s is the work of %s, not of run %s."
              .formatted(task.id(), last.map("run %s"::formatted).orElse("no run"), meant.get()),
          "trafficctl review show " + task.id());
    }
  }

  private Facts moved(Task task, TaskMove move, String by) {
    return switch (tasks.move(task.id(), move, by, clock.instant())) {
      case Tasks.MoveReply.Moved(Task now) -> TaskFacts.of(now);
      case Tasks.MoveReply.Refused(String why) ->
          throw new CommandFailed(
              Fault.failed(
                  "Task " + task.id() + " did not move", why, "trafficctl task show " + task.id()));
    };
  }

  private Task find(Arguments arguments) {
    String id = arguments.text("task");
    Task found =
        tasks
            .find(id)
            .orElseThrow(
                () -> arguments.failed("There is no task " + id + ".", "trafficctl review list"));
    if (found.state() != TaskState.REVIEW) {
      throw arguments.failed(
          "Task " + id + " is " + found.state().label() + ", so it does not wait for review.",
          "trafficctl task show " + id);
    }
    return found;
  }

  /// The newest one comes first.
  private static Optional<RunRecord> lastRun(Task task, List<RunRecord> recent) {
    return recent.stream().filter(run -> run.claim().task().equals(task.id())).findFirst();
  }

  private Facts facts(Task task, Optional<RunRecord> run) {
    Optional<RunBranch> branch = run.flatMap(RunRecord::place).flatMap(Workplace::branch);
    return Facts.of(
        "task", task.id(),
        "title", task.text().title(),
        "project", task.project(),
        "run", run.map(record -> record.claim().run()),
        "result", task.progress().reason(),
        "cost", CostOperations.of(ledger, ScopeKind.TASK, task.id()).toUsd(),
        "branch", branch.map(RunBranch::name),
        "repository", branch.map(RunBranch::repository),
        "base", branch.map(RunBranch::base));
  }
}
