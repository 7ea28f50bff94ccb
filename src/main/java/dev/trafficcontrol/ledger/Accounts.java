package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All accounts, and the budgets over them.
final class Accounts {

  private final Map<Scope, Account> accounts = new HashMap<>();
  private final Map<Scope, EnumMap<Window, Limit>> limits = new LinkedHashMap<>();

  Account account(Scope scope) {
    return accounts.computeIfAbsent(scope, opened -> new Account());
  }

  void setLimit(BudgetId budget, Limit limit) {
    limits
        .computeIfAbsent(budget.scope(), first -> new EnumMap<>(Window.class))
        .put(budget.window(), limit);
  }

  /// The limits over `scope`: those that were said, and the defaults for windows of which nothing
  /// was said. What was said for each of a kind ([Scope#EACH]) stands in for the default.
  Map<Window, Limit> limitsOf(Scope scope) {
    Map<Window, Limit> all = new EnumMap<>(Window.class);
    all.putAll(DefaultBudgets.of(scope.kind()));
    if (scope.kind() != ScopeKind.GLOBAL) {
      all.putAll(said(Scope.of(scope.kind(), Scope.EACH)));
    }
    all.putAll(said(scope));
    return all;
  }

  /// The budgets over `scope` that a first use has to write down.
  List<LedgerEvent> firstUse(Scope scope) {
    List<LedgerEvent> unwritten = new ArrayList<>();
    limitsOf(scope)
        .forEach((window, limit) -> {
          if (!said(scope).containsKey(window)) {
            unwritten.add(new LedgerEvent.BudgetSet(scope, window, limit, "default", "first use"));
          }
        });
    return unwritten;
  }

  List<BudgetView> budgets(Scope scope, Instant now) {
    Account account = account(scope);
    List<BudgetView> views = new ArrayList<>();
    limitsOf(scope)
        .forEach((window, limit) ->
            views.add(
                new BudgetView(
                    new BudgetId(scope, window),
                    limit,
                    account.spent(window, now),
                    account.held())));
    return views;
  }

  /// Every budget that is written down.
  List<BudgetView> budgets(Instant now) {
    return limits.keySet().stream().flatMap(scope -> budgets(scope, now).stream()).toList();
  }

  void setBack(Instant now) {
    accounts.values().forEach(account -> account.setBack(now));
  }

  /// What was ever settled or expired.
  Money totalSpent() {
    return account(Scope.GLOBAL).spent(Window.TOTAL, Instant.EPOCH);
  }

  Map<Scope, Money> spentByScope() {
    Map<Scope, Money> spent = new HashMap<>();
    accounts.forEach(
        (scope, account) -> spent.put(scope, account.spent(Window.TOTAL, Instant.EPOCH)));
    return spent;
  }

  private Map<Window, Limit> said(Scope scope) {
    EnumMap<Window, Limit> said = limits.get(scope);
    return said == null ? Map.of() : said;
  }
}
