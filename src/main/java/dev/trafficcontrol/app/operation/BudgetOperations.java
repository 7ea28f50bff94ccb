package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetReport;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.RaiseBudget;
import dev.trafficcontrol.ledger.ReportBudgets;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// `budget …`
public final class BudgetOperations {

  private final Ledger ledger;
  private final Predicate<Scope> isThere;
  private final Predicate<Scope> isCurrent;
  private final InstantSource clock;

  /// @param isThere whether there is what a scope names
  /// @param isCurrent whether money may still be spent for it
  public BudgetOperations(
      Ledger ledger, Predicate<Scope> isThere, Predicate<Scope> isCurrent, InstantSource clock) {
    this.ledger = ledger;
    this.isThere = isThere;
    this.isCurrent = isCurrent;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("budget list", this::list, "all"),
        Verb.owned("budget set", this::set, "scope", "window", "limit", "reason"),
        Verb.owned("budget disable", this::disable, "scope", "window", "reason"),
        Verb.owned(
            "budget raise",
            this::raise,
            "scope",
            "window",
            "from",
            "to",
            "until",
            "for",
            "reason"));
  }

  private Facts list(Arguments arguments) {
    List<BudgetReport> all = ledger.ask(new ReportBudgets());
    List<BudgetReport> shown =
        arguments.flag("all")
            ? all
            : all.stream().filter(report -> isCurrent.test(report.budget().id().scope())).toList();
    return Facts.of(
        "budgets",
        shown.stream().map(BudgetOperations::facts).toList(),
        "hidden",
        all.size() - shown.size());
  }

  private Facts set(Arguments arguments) {
    BudgetId budget = budget(arguments);
    Limit limit = arguments.read("limit", Limit::parse);
    String reason = arguments.maybe("reason").orElse("budget set");
    if (!isThere.test(budget.scope())) {
      throw arguments.bad(
          "There is no %s '%s', so that the budget would be over nothing."
              .formatted(budget.scope().kind().label(), budget.scope().subject()));
    }
    ledger.ask(new SetBudget(budget, limit, arguments.by(), reason));
    return report(budget).with("unchanged", withTheirOwn(budget, limit));
  }

  /// The same as to set it to unlimited, said for a reason.
  private Facts disable(Arguments arguments) {
    BudgetId budget = budget(arguments);
    String reason = arguments.text("reason");
    if (ledger.budgets().stream().noneMatch(other -> other.id().equals(budget))) {
      throw arguments.failed("There is no budget " + budget + ".", "trafficctl budget list");
    }
    ledger.ask(new SetBudget(budget, Limit.UNLIMITED, arguments.by(), reason));
    return report(budget);
  }

  private Facts raise(Arguments arguments) {
    BudgetId budget = budget(arguments);
    Limit to = arguments.read("to", Limit::parse);
    Limit from = arguments.maybe("from", Limit::parse).orElse(null);
    Instant until = end(arguments);
    String reason = arguments.text("reason");
    return switch (ledger.ask(new RaiseBudget(budget, to, until, arguments.by(), reason, from))) {
      case RaiseBudget.Reply.Raised _ -> report(budget).with("until", until);
      case RaiseBudget.Reply.NoBudget _ ->
          throw arguments.failed(
              "There is no budget " + budget + " whose limit could be raised.",
              "trafficctl budget list, or make one: trafficctl budget set");
      case RaiseBudget.Reply.Moved(Limit limit) ->
          throw arguments.failed(
              "The limit of %s was to be raised from %s, and is %s by now."
                  .formatted(budget, from, limit),
              "trafficctl budget list, and raise it from there");
      case RaiseBudget.Reply.NotHigher(Limit limit) ->
          throw arguments.bad("The limit of " + budget + " is " + limit + " already.");
      case RaiseBudget.Reply.Over(Instant now) ->
          throw arguments.bad("The raise would be over before it began: it is " + now + ".");
    };
  }

  /// A raise that need not end is what `budget set` is for.
  private Instant end(Arguments arguments) {
    Optional<Instant> until = arguments.maybe("until", Times::parse);
    Optional<Instant> after =
        arguments
            .maybe("for", Times::parseDuration)
            .map(clock.instant().truncatedTo(ChronoUnit.SECONDS)::plus);
    if (until.isPresent() == after.isPresent()) {
      throw arguments.bad(
          "A raise needs its end, either 'until' a time or 'for' so long. One without an end is:"
              + " trafficctl budget set.");
    }
    return until.or(() -> after).orElseThrow();
  }

  /// As it stands now that something was said of it.
  private Facts report(BudgetId budget) {
    return ledger.ask(new ReportBudgets()).stream()
        .filter(report -> report.budget().id().equals(budget))
        .map(BudgetOperations::facts)
        .findFirst()
        .orElseThrow();
  }

  private static BudgetId budget(Arguments arguments) {
    return new BudgetId(
        arguments.read("scope", Scope::parse), arguments.read("window", Window::parse));
  }

  /// A limit for each is for those to come: what has a budget already keeps it.
  private List<Facts> withTheirOwn(BudgetId budget, Limit limit) {
    return budget.scope().subject().equals(Scope.EACH)
        ? ledger.budgets().stream()
            .filter(other -> other.id().scope().kind() == budget.scope().kind())
            .filter(other -> other.id().window().equals(budget.window()))
            .filter(other -> !other.limit().equals(limit))
            .map(BudgetOperations::facts)
            .toList()
        : List.of();
  }

  /// Documented in `docs/LEDGER.md`: fields are added, never renamed.
  static Facts facts(BudgetReport report) {
    return facts(report.budget())
        .with("standing_limit", report.standing())
        .with("raised_until", report.raisedUntil())
        .with("frees_at", report.freesAt())
        .with("used_up", report.isUsedUp())
        .with("room_at", report.isUsedUp() ? report.roomAt() : null);
  }

  static Facts facts(BudgetView budget) {
    return Facts.of(
        "scope", budget.id().scope(),
        "window", budget.id().window().label(),
        "limit", budget.limit(),
        "spent", budget.spent().toUsd(),
        "held", budget.held().toUsd(),
        "free",
            switch (budget.limit()) {
              case Limit.Capped _ -> budget.free().toUsd();
              case Limit.Unlimited unlimited -> unlimited.toString();
            });
  }
}
