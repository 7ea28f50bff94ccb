package dev.trafficcontrol.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was said of budgets, and what stands where nothing was said.
///
/// The limits over a scope are worked out once, and anew when something is said: each hold asks for
/// those of six scopes.
final class Limits {

  private static final String BY = "checkpoint";

  private final Map<Scope, SortedMap<Window, Terms>> said = new LinkedHashMap<>();
  private final Map<Scope, List<Entry>> over = new HashMap<>();

  /// One limit over a scope.
  ///
  /// @param isSaid false where it stands only for want of a word
  record Entry(BudgetId budget, Terms terms, boolean isSaid) {}

  /// For good; a raise that was still on ends.
  void set(BudgetId budget, Limit limit) {
    put(budget, new Terms(limit, null));
  }

  /// Of a budget that is said.
  void raise(BudgetId budget, Terms.Raise raise) {
    Terms before = saidOf(budget.scope()).get(budget.window());
    if (before == null) {
      throw new BrokenInvariant("the budget " + budget + " is raised, but there is none");
    }
    put(budget, new Terms(before.limit(), raise));
  }

  private void put(BudgetId budget, Terms terms) {
    Scope scope = budget.scope();
    said.computeIfAbsent(scope, first -> new TreeMap<>(Window.ORDER)).put(budget.window(), terms);
    if (scope.subject().equals(Scope.EACH)) {
      over.keySet().removeIf(other -> other.kind() == scope.kind());
    } else {
      over.remove(scope);
    }
  }

  /// The limits over `scope`: those that were said, and the defaults for windows of which nothing
  /// was said. What was said for each of a kind ([Scope#EACH]) stands in for the default.
  List<Entry> over(Scope scope) {
    return over.computeIfAbsent(scope, this::workOut);
  }

  /// The fewest events that say the same, in the order in which it was said first.
  List<LedgerEvent> events() {
    List<LedgerEvent> events = new ArrayList<>();
    said.forEach((scope, budgets) ->
        budgets.forEach((window, terms) -> {
          events.add(new LedgerEvent.BudgetSet(scope, window, terms.limit(), BY, BY));
          Terms.Raise raise = terms.raise();
          if (raise != null) {
            events.add(
                new LedgerEvent.BudgetRaised(scope, window, raise.limit(), raise.until(), BY, BY));
          }
        }));
    return events;
  }

  /// Every scope of which something was said.
  Set<Scope> scopes() {
    return said.keySet();
  }

  private List<Entry> workOut(Scope scope) {
    SortedMap<Window, Terms> all = new TreeMap<>(Window.ORDER);
    DefaultBudgets.of(scope.kind())
        .forEach((window, limit) -> all.put(window, new Terms(limit, null)));
    if (scope.kind() != ScopeKind.GLOBAL) {
      all.putAll(saidOf(Scope.of(scope.kind(), Scope.EACH)));
    }
    Map<Window, Terms> own = saidOf(scope);
    all.putAll(own);
    return all.entrySet().stream()
        .map(entry ->
            new Entry(
                new BudgetId(scope, entry.getKey()),
                entry.getValue(),
                own.containsKey(entry.getKey())))
        .toList();
  }

  private Map<Window, Terms> saidOf(Scope scope) {
    SortedMap<Window, Terms> known = said.get(scope);
    return known == null ? Map.of() : known;
  }
}
