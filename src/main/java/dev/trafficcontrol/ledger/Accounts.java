package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All accounts, and the budgets over them.
final class Accounts {

  private static final Money SMALLEST = Money.ofNanos(1);

  private final Map<Scope, Account> accounts = new HashMap<>();
  private final Limits limits = new Limits();

  /// The book's time. Nothing is let go of by a later one: what is left has to follow from the
  /// events, whoever looked meanwhile.
  private Instant booked = Instant.EPOCH;

  private Memory memory = Memory.OF_WINDOWS;

  /// What is kept of what was spent.
  private enum Memory {
    /// What a window can still ask for.
    OF_WINDOWS,
    /// All of it.
    WHOLE
  }

  /// For whoever reads a book from its beginning: where the clock is set back in it, what was let
  /// go of by the time before would count again.
  void rememberAll() {
    memory = Memory.WHOLE;
  }

  void bookedAt(Instant at) {
    booked = at;
  }

  Account account(Scope scope) {
    return accounts.computeIfAbsent(scope, opened -> new Account());
  }

  void setLimit(BudgetId budget, Limit limit) {
    limits.set(budget, limit);
  }

  void raise(BudgetId budget, Terms.Raise raise) {
    limits.raise(budget, raise);
  }

  /// What was said of a budget, or null where there is none.
  @Nullable Terms terms(BudgetId budget) {
    return limits.over(budget.scope()).stream()
        .filter(entry -> entry.budget().equals(budget))
        .map(Limits.Entry::terms)
        .findFirst()
        .orElse(null);
  }

  /// When time will have freed room for `asked` beside what is spent, or null where it never does.
  ///
  /// The limit may be a lower one by then: a raise ends.
  @Nullable Instant fitsAt(BudgetId budget, Money asked, Instant now) {
    Terms terms = terms(budget);
    if (terms == null) {
      return null;
    }
    Instant at = fitsAt(budget, asked, terms.at(now), now);
    return terms.raise() == null || at == null || at.isBefore(terms.raise().until())
        ? at
        : fitsAt(budget, asked, terms.limit(), now);
  }

  private @Nullable Instant fitsAt(BudgetId budget, Money asked, Limit limit, Instant now) {
    Account account = account(budget.scope());
    Money needed =
        switch (limit) {
          case Limit.Unlimited() -> Money.ZERO;
          case Limit.Capped(Money amount) ->
              account.spent(budget.window(), now).plus(asked).minusOrZero(amount);
        };
    if (needed.isZero()) {
      return now;
    }
    return needed.isMoreThan(account.spent(budget.window(), now))
        ? null
        : account.freesAt(budget.window(), needed, now);
  }

  /// The budgets over `scope` that a first use has to write down.
  List<LedgerEvent> firstUse(Scope scope) {
    List<LedgerEvent> unwritten = new ArrayList<>();
    for (Limits.Entry entry : limits.over(scope)) {
      if (!entry.isSaid()) {
        unwritten.add(
            new LedgerEvent.BudgetSet(
                scope, entry.budget().window(), entry.terms().limit(), "default", "first use"));
      }
    }
    return unwritten;
  }

  List<BudgetView> budgets(Scope scope, Instant now) {
    if (memory == Memory.OF_WINDOWS) {
      account(scope).forgetBefore(booked);
    }
    List<Limits.Entry> over = limits.over(scope);
    List<BudgetView> views = new ArrayList<>(over.size());
    for (Limits.Entry entry : over) {
      views.add(view(entry, now));
    }
    return views;
  }

  /// The budgets over all of `scopes`, in their order.
  List<BudgetView> budgets(List<Scope> scopes, Instant now) {
    List<BudgetView> views = new ArrayList<>();
    for (Scope scope : scopes) {
      views.addAll(budgets(scope, now));
    }
    return views;
  }

  private BudgetView view(Limits.Entry entry, Instant now) {
    BudgetId budget = entry.budget();
    Account account = account(budget.scope());
    Money spent = account.spent(budget.window(), now);
    return new BudgetView(budget, entry.terms().at(now), spent, account.held());
  }

  /// Every budget that is written down, with what time will do to it.
  List<BudgetReport> reports(Instant now) {
    return limits.scopes().stream()
        .flatMap(scope -> limits.over(scope).stream())
        .map(entry -> report(entry, now))
        .toList();
  }

  private BudgetReport report(Limits.Entry entry, Instant now) {
    BudgetId budget = entry.budget();
    Terms.Raise raise = entry.terms().raiseAt(now);
    return new BudgetReport(
        view(entry, now),
        entry.terms().limit(),
        raise == null ? null : raise.until(),
        account(budget.scope()).freesAt(budget.window(), SMALLEST, now),
        fitsAt(budget, SMALLEST, now));
  }

  /// Every budget that is written down.
  List<BudgetView> budgets(Instant now) {
    return limits.scopes().stream().flatMap(scope -> budgets(scope, now).stream()).toList();
  }

  int count() {
    return accounts.size();
  }

  /// The events that say what was said of budgets.
  List<LedgerEvent> limits() {
    return limits.events();
  }

  /// What was spent, as a snapshot has it: nothing that no window can ask for at `now`.
  List<Snapshot.AccountLine> lines(Instant now) {
    forgetBefore(now);
    return accounts.entrySet().stream()
        .filter(entry -> !entry.getValue().total().isZero())
        .map(entry ->
            new Snapshot.AccountLine(
                entry.getKey(),
                entry.getValue().total(),
                entry.getValue().minutes(now),
                entry.getValue().quarters(now)))
        .sorted(Comparator.comparing(line -> line.scope().toString()))
        .toList();
  }

  /// Lets go of what no window can ask for any more.
  void forgetBefore(Instant now) {
    if (memory == Memory.OF_WINDOWS) {
      accounts.values().forEach(account -> account.forgetBefore(now));
    }
  }

  void setBack(Instant now) {
    accounts.values().forEach(account -> account.setBack(now));
  }

  /// What was ever settled or expired.
  Money totalSpent() {
    return account(Scope.GLOBAL).total();
  }

  Map<Scope, Money> spentByScope() {
    Map<Scope, Money> spent = new HashMap<>();
    accounts.forEach((scope, account) -> spent.put(scope, account.total()));
    return spent;
  }
}
