package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.NoteSwitch;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.task.CleanExtent;
import dev.trafficcontrol.task.CleanPlan;
import dev.trafficcontrol.task.Cleanup;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskCounts;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.Tasks;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `clean`: what was shown is what is removed, and what is left is counted.
public final class CleanOperations {

  private static final String WHAT = "Nothing was removed";

  private final Cleanup cleanup;
  private final Tasks tasks;
  private final Ledger ledger;

  public CleanOperations(Cleanup cleanup, Tasks tasks, Ledger ledger) {
    this.cleanup = cleanup;
    this.tasks = tasks;
    this.ledger = ledger;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("clean look", arguments -> look(extent(arguments)), "quarantined"),
        Verb.owned("clean", this::clean, "quarantined", "mark"));
  }

  private static CleanExtent extent(Arguments arguments) {
    return arguments.flag("quarantined")
        ? CleanExtent.TEST_DATA_AND_QUARANTINE
        : CleanExtent.TEST_DATA;
  }

  private Facts look(CleanExtent extent) {
    CleanPlan plan = cleanup.look(extent);
    return facts(plan).with("after", counts(plan.after())).with("mark", plan.mark());
  }

  private Facts clean(Arguments arguments) {
    return switch (cleanup.clean(extent(arguments), arguments.text("mark"))) {
      case Cleanup.Reply.Cleaned(CleanPlan plan, TaskCounts after) ->
          cleaned(arguments, plan, after);
      case Cleanup.Reply.Changed(CleanPlan now) ->
          throw new CommandFailed(
              Fault.refused(
                  WHAT,
                  "What would be removed has changed since it was shown: it is %d tasks now."
                      .formatted(now.removed().size()),
                  "Look again: trafficctl clean --test-data"));
      case Cleanup.Reply.Broken(CleanPlan plan, TaskCounts found) ->
          throw new CommandFailed(broken(told(plan.after()), told(found)));
    };
  }

  /// Looks once more after the commit: ids are never given again, so whoever is there still was not
  /// removed.
  private Facts cleaned(Arguments arguments, CleanPlan plan, TaskCounts after) {
    List<String> there =
        plan.removed().stream().map(Task::id).filter(id -> tasks.find(id).isPresent()).toList();
    if (!there.isEmpty()) {
      throw new CommandFailed(broken("none of them", "still there: " + String.join(", ", there)));
    }
    if (!plan.removed().isEmpty()) {
      ledger.ask(
          new NoteSwitch(
              "cleaned",
              arguments.by(),
              "%d tasks of tests and the demo or out of quarantine, from %s to %s"
                  .formatted(
                      plan.removed().size(),
                      plan.removed().getFirst().id(),
                      plan.removed().getLast().id())));
    }
    return facts(plan).with("after", counts(after));
  }

  private static Fault broken(String promised, String found) {
    return Fault.failed(
        "The clean-up failed",
        "Promised to be left: " + promised + ".\nFound: " + found + ".",
        "Nothing counts as removed. Look at the database: trafficctl doctor");
  }

  private Facts facts(CleanPlan plan) {
    Map<Scope, Money> spent = ledger.spentByScope();
    return Facts.of(
        "removed", plan.removed().stream().map(task -> facts(task, spent)).toList(),
        "kept",
            plan.kept().stream()
                .map(kept -> facts(kept.task(), spent).with("why", kept.why()))
                .toList(),
        "before", counts(plan.before()));
  }

  private static Facts facts(Task task, Map<Scope, Money> spent) {
    return Facts.of(
        "id", task.id(),
        "project", task.project(),
        "title", task.text().title(),
        "state", task.state().label(),
        "origin", task.provenance().origin().label(),
        "by", task.provenance().by(),
        "spent",
            Optional.ofNullable(spent.get(Scope.of(ScopeKind.TASK, task.id())))
                .orElse(Money.ZERO)
                .toUsd());
  }

  private static Facts counts(TaskCounts counts) {
    Map<String, Long> origins = new LinkedHashMap<>();
    Arrays.stream(Origin.values())
        .forEach(origin -> origins.put(origin.label(), counts.byOrigin().getOrDefault(origin, 0L)));
    Map<String, Long> states = new LinkedHashMap<>();
    Arrays.stream(TaskState.values())
        .forEach(state -> states.put(state.label(), counts.byState().getOrDefault(state, 0L)));
    return Facts.of("total", counts.total(), "by_origin", origins, "by_state", states);
  }

  private static String told(TaskCounts counts) {
    return "%d tasks, by origin %s, by state %s"
        .formatted(counts.total(), counts.byOrigin(), counts.byState());
  }
}
