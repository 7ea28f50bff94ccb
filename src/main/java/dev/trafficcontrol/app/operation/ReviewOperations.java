package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.run.RunBranch;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.run.RunStore;
import dev.trafficcontrol.run.Workplace;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.Tasks;
import java.util.List;
import java.util.Optional;

/// `review …`
public final class ReviewOperations {

  private static final int MOST = 1_000;

  private final Tasks tasks;
  private final RunStore runs;
  private final Ledger ledger;

  public ReviewOperations(Tasks tasks, RunStore runs, Ledger ledger) {
    this.tasks = tasks;
    this.runs = runs;
    this.ledger = ledger;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("review list", this::list), Verb.open("review show", this::show, "task"));
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
    String id = arguments.text("task");
    Task task =
        tasks
            .find(id)
            .filter(found -> found.state() == TaskState.REVIEW)
            .orElseThrow(() ->
                arguments.failed(
                    "Task " + id + " does not wait for review.", "trafficctl review list"));
    return facts(task, lastRun(task, runs.recent(MOST)));
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
        "verified", run.flatMap(RunRecord::end).map(end -> end.outcome().why()),
        "cost", CostOperations.of(ledger, ScopeKind.TASK, task.id()).toUsd(),
        "branch", branch.map(RunBranch::name),
        "repository", branch.map(RunBranch::repository),
        "base", branch.map(RunBranch::base),
        "look",
            branch.map(made ->
                "git -C " + made.repository() + " diff " + made.base() + " " + made.name()));
  }
}
