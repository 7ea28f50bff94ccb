package dev.trafficcontrol.ledger;

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
    HoldRequest request = waiting.request();
    HoldVerdict verdict =
        inTurn(HoldDecision.decide(state, request, node, now), state, now, reserved);
    if (!(verdict instanceof HoldVerdict.MustWait(List<BudgetView> tight))
        || now.isBefore(waiting.givesUpAt())) {
      return verdict;
    }
    HoldVerdict less =
        inTurn(HoldDecision.decideForLess(state, request, node, now), state, now, reserved);
    return less instanceof HoldVerdict.Granted
        ? less
        : new HoldVerdict.Refused(
            new Refusal.RoomHeld(tight.getFirst(), request.amount(), RETRY_AFTER));
  }

  /// The verdict, or that others come first.
  private static HoldVerdict inTurn(
      HoldVerdict verdict, LedgerState state, Instant now, Set<BudgetId> reserved) {
    if (reserved.isEmpty() || !(verdict instanceof HoldVerdict.Granted granted)) {
      return verdict;
    }
    List<BudgetView> behind =
        granted.hold().scope().scopes().stream()
            .flatMap(scope -> state.accounts.budgets(scope, now).stream())
            .filter(budget -> reserved.contains(budget.id()))
            .toList();
    return behind.isEmpty() ? verdict : new HoldVerdict.MustWait(behind);
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
