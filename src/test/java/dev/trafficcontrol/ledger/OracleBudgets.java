package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every word that was ever said of a budget, in order; what stands is found by reading all of it.
final class OracleBudgets {

  /// @param until the end of a raise, or null where it is said for good
  private record Word(Scope scope, Window window, Limit limit, @Nullable Instant until) {}

  /// As the documentation gives them.
  private static final Map<ScopeKind, Map<Window, Limit>> DEFAULTS =
      Map.of(
          ScopeKind.GLOBAL, Map.of(Window.ROLLING_HOUR, usd("10"), Window.ROLLING_DAY, usd("50")),
          ScopeKind.RUN, Map.of(Window.TOTAL, usd("2")),
          ScopeKind.TASK, Map.of(Window.TOTAL, usd("5")),
          ScopeKind.PROBATION, Map.of(Window.TOTAL, usd("1")));

  private final List<Word> words = new ArrayList<>();

  void set(Scope scope, Window window, Limit limit) {
    words.add(new Word(scope, window, limit, null));
  }

  void raise(BudgetId budget, Limit limit, Instant until) {
    words.add(new Word(budget.scope(), budget.window(), limit, until));
  }

  /// What was said of the scope itself, else of each of its kind, else the safe defaults.
  Map<Window, Limit> at(Scope scope, Instant now) {
    Map<Window, Limit> limits = standing(scope);
    for (Word word : words) {
      if (word.scope().equals(scope)) {
        if (word.until() == null) {
          limits.put(word.window(), word.limit());
        } else if (isLast(word)) {
          limits.put(word.window(), now.isBefore(word.until()) ? word.limit() : before(word));
        }
      }
    }
    return limits;
  }

  private boolean isLast(Word word) {
    Word last = word;
    for (Word other : words) {
      last = isOfSameBudget(word, other) ? other : last;
    }
    return last.equals(word);
  }

  private Limit before(Word raise) {
    Limit standing = null;
    for (Word word : words) {
      standing = isOfSameBudget(raise, word) && word.until() == null ? word.limit() : standing;
    }
    if (standing == null) {
      throw new AssertionError("a raise of nothing: " + raise);
    }
    return standing;
  }

  private static boolean isOfSameBudget(Word one, Word other) {
    return one.scope().equals(other.scope()) && one.window().equals(other.window());
  }

  /// What holds for good.
  Map<Window, Limit> standing(Scope scope) {
    Map<Window, Limit> limits = new LinkedHashMap<>(DEFAULTS.getOrDefault(scope.kind(), Map.of()));
    if (scope.kind() != ScopeKind.GLOBAL) {
      putAll(limits, Scope.of(scope.kind(), "*"));
    }
    putAll(limits, scope);
    return limits;
  }

  private void putAll(Map<Window, Limit> limits, Scope scope) {
    for (Word word : words) {
      if (word.scope().equals(scope) && word.until() == null) {
        limits.put(word.window(), word.limit());
      }
    }
  }

  /// A scope that is used for the first time has written down what stands over it.
  void use(Scope scope) {
    standing(scope)
        .forEach((window, limit) -> {
          if (words.stream()
              .noneMatch(word -> word.scope().equals(scope) && word.window().equals(window))) {
            set(scope, window, limit);
          }
        });
  }

  List<Scope> scopes() {
    return words.stream().map(Word::scope).distinct().toList();
  }

  private static Limit usd(String amount) {
    return Limit.of(Money.ofUsd(amount));
  }
}
