package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All accounts, and the budgets over them.
final class Accounts {

  private final Map<Scope, Account> accounts = new HashMap<>();
  private final Limits limits = new Limits();

  Account account(Scope scope) {
    return accounts.computeIfAbsent(scope, opened -> new Account());
  }

  void setLimit(BudgetId budget, Limit limit) {
    limits.set(budget, limit);
  }

  void raise(BudgetId budget, Terms.Raise raise) {
    limits.raise(budget, raise);
  }

  /// What holds for good of a budget, or null where there is none.
  @Nullable Limit standing(BudgetId budget) {
    return limits.over(budget.scope()).stream()
        .filter(entry -> entry.budget().equals(budget))
        .map(entry -> entry.terms().limit())
        .findFirst()
        .orElse(null);
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
    Account account = account(scope);
    account.forgetBefore(now);
    List<BudgetView> views = new ArrayList<>();
    for (Limits.Entry entry : limits.over(scope)) {
      Money spent = account.spent(entry.budget().window(), now);
      views.add(new BudgetView(entry.budget(), entry.terms().at(now), spent, account.held()));
    }
    return views;
  }

  /// Every budget that is written down.
  List<BudgetView> budgets(Instant now) {
    return limits.scopes().stream().flatMap(scope -> budgets(scope, now).stream()).toList();
  }

  /// Lets go of what no window can ask for any more.
  void forgetBefore(Instant now) {
    accounts.values().forEach(account -> account.forgetBefore(now));
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
