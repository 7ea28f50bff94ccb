package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.operation.PreflightSurvey.Seen;
import dev.trafficcontrol.app.readiness.WaitingWork;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.Admissions;
import dev.trafficcontrol.queue.Confirmation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// `start`
///
/// A start works exactly the tasks it was started with, for at most the amount it was started for;
/// what is queued later waits for the next one.
public final class StartOperations {

  private static final Set<String> TAKES =
      Set.of(
          "yes",
          "plan",
          "confirm-up-to",
          "confirm-tasks",
          "until-idle",
          "background",
          "max-agents");

  private final PreflightSurvey survey;
  private final WorkStores stores;
  private final Ledger ledger;
  private final Scheduling scheduling;
  private final Supplier<String> confirmationIds;
  private final InstantSource clock;

  /// @param confirmationIds a new one each time, never used before
  public StartOperations(
      PreflightSurvey survey,
      WorkStores stores,
      Ledger ledger,
      Scheduling scheduling,
      Supplier<String> confirmationIds,
      InstantSource clock) {
    this.survey = survey;
    this.stores = stores;
    this.ledger = ledger;
    this.scheduling = scheduling;
    this.confirmationIds = confirmationIds;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(new Verb("start", Verb.Access.OWNER, TAKES, this::start));
  }

  private Reply start(Arguments arguments, Consumer<Facts> live) {
    Consent consent = Consent.read(arguments);
    OptionalInt maxAgents = maxAgents(arguments);
    Seen seen = survey.look();
    StartDecision.objection(seen, consent, clock.instant()).ifPresent(StartOperations::refuse);
    Confirmation confirmed = confirm(seen, consent.amount(seen.report()), arguments.by());
    stores.admissions().confine(confirmed.id());
    scheduling.begin(maxAgents);
    if (arguments.flag("background")) {
      return Reply.done(
          Facts.of(
              "ended", "background",
              "confirmation", confirmed.id(),
              "amount", confirmed.amount().toUsd(),
              "tasks", confirmed.tasks()));
    }
    List<String> tasks =
        seen.work().stream().map(WaitingWork::task).map(task -> task.id()).toList();
    StartedWork work = new StartedWork(stores, ledger, scheduling, confirmed.id(), tasks);
    Following following = new Following(work, clock, live);
    return Reply.done(
        arguments.flag("until-idle") ? following.untilIdle() : following.untilStopped());
  }

  static OptionalInt maxAgents(Arguments arguments) {
    return arguments.maybe("max-agents").isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(arguments.number("max-agents", 1, 1, CapacityLimits.MOST_AGENTS));
  }

  /// Binds the tasks first: should this process die before the amount is a budget, they are bound
  /// to a confirmation that nothing admits.
  private Confirmation confirm(Seen seen, Money amount, String by) {
    Instant now = clock.instant();
    Confirmation confirmation =
        Confirmation.of(confirmationIds.get(), amount, seen.set().tasks(), by, now);
    switch (stores.admissions().confirm(confirmation, seen.set(), now)) {
      case Admissions.ConfirmReply.Confirmed _ -> {}
      case Admissions.ConfirmReply.Refused(String why) ->
          refuse(Fault.refused("Nothing was started", why + ".", "trafficctl start"));
    }
    BudgetId budget =
        new BudgetId(Scope.of(ScopeKind.CONFIRMATION, confirmation.id()), Window.TOTAL);
    survey.keep(seen, confirmation.id());
    ledger.ask(
        new SetBudget(
            budget, Limit.of(amount), by, "a start of " + confirmation.tasks() + " tasks"));
    return confirmation;
  }

  private static void refuse(Fault fault) {
    throw new CommandFailed(fault);
  }
}
