package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Requests that would fit once calls in flight settle, first come first served for each budget.
///
/// A smaller request may pass one that waits, until that one has waited for [#PASSING]: after that
/// nothing more is granted on the budgets it waits for before it. Bounded by the callers: each
/// waits with one request.
final class WaitingRoom {

  /// How long smaller requests may pass an older one.
  static final Duration PASSING = Duration.ofSeconds(5);

  /// What a caller whose patience ended is told: calls settle within seconds.
  static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final @Nullable String node;
  private final Map<HoldId, Waiting> line = new LinkedHashMap<>();

  private record Waiting(HoldRequest request, Instant since) {
    Instant givesUpAt() {
      return since.plus(request.patience());
    }
  }

  /// @param node whose callers wait here, where several share the book
  WaitingRoom(@Nullable String node) {
    this.node = node;
  }

  void enter(HoldRequest request, Instant now) {
    line.putIfAbsent(request.id(), new Waiting(request, now));
  }

  void leave(HoldId id) {
    line.remove(id);
  }

  /// Looks at everybody in line, oldest first; tells `answered` who need not wait any longer, and
  /// why.
  ///
  /// `answered` applies a grant to the state before the next in line is looked at.
  void pass(LedgerState state, Instant now, BiConsumer<HoldRequest, HoldVerdict> answered) {
    Set<BudgetId> reserved = new HashSet<>();
    Iterator<Waiting> inLine = line.values().iterator();
    while (inLine.hasNext()) {
      Waiting waiting = inLine.next();
      HoldVerdict verdict = verdict(state, waiting, now, reserved);
      if (verdict instanceof HoldVerdict.MustWait(List<BudgetView> tight)) {
        if (!now.isBefore(waiting.since().plus(PASSING))) {
          tight.forEach(budget -> reserved.add(budget.id()));
        }
      } else {
        inLine.remove();
        answered.accept(waiting.request(), verdict);
      }
    }
  }

  private HoldVerdict verdict(
      LedgerState state, Waiting waiting, Instant now, Set<BudgetId> reserved) {
    HoldVerdict verdict = HoldDecision.decide(state, waiting.request(), node, now);
    if (verdict instanceof HoldVerdict.Granted granted && !reserved.isEmpty()) {
      List<BudgetView> behind =
          granted.hold().scope().scopes().stream()
              .flatMap(scope -> state.accounts.budgets(scope, now).stream())
              .filter(budget -> reserved.contains(budget.id()))
              .toList();
      verdict = behind.isEmpty() ? verdict : new HoldVerdict.MustWait(behind);
    }
    if (verdict instanceof HoldVerdict.MustWait(List<BudgetView> tight)
        && !now.isBefore(waiting.givesUpAt())) {
      Money asked = waiting.request().amount();
      return new HoldVerdict.Refused(new Refusal.RoomHeld(tight.getFirst(), asked, RETRY_AFTER));
    }
    return verdict;
  }

  /// When somebody in line gives up, or begins to block those behind, if nothing else happens
  /// before.
  Optional<Instant> nextChange(Instant now) {
    return line.values().stream()
        .flatMap(waiting -> List.of(waiting.givesUpAt(), waiting.since().plus(PASSING)).stream())
        .filter(change -> change.isAfter(now))
        .min(Instant::compareTo);
  }
}
