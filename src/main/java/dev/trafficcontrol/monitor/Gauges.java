package dev.trafficcontrol.monitor;

import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.ledger.NoAnswer;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Metered;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A [Gauge] for everything, and one for each project, model and key that was used lately. Not
/// thread-safe.
final class Gauges {

  /// Beside the global one; who was used least lately goes first.
  private static final int MOST = 256;

  private final Gauge global = new Gauge();
  private final Map<Scope, Gauge> parts = new LinkedHashMap<>();

  /// Of the holds that are open, as far as their beginning was heard.
  private final Map<HoldId, HoldScope> open = new HashMap<>();

  /// @param event whatever it is
  void note(LedgerEvent event, Instant at) {
    if (event instanceof LedgerEvent.Held held) {
      open.put(held.id(), held.scope());
    } else if (event instanceof LedgerEvent.Settled(HoldId id, Money cost, Metered metered)) {
      long tokens = metered == null ? 0 : tokens(metered);
      each(open.remove(id), gauge -> gauge.settled(cost, tokens, at));
    } else if (event instanceof LedgerEvent.Voided voided) {
      unanswered(voided.id(), voided.answer(), at);
    } else if (event instanceof LedgerEvent.Expired expired) {
      unanswered(expired.id(), expired.answer(), at);
    } else if (event instanceof LedgerEvent.BreakerReset reset) {
      of(reset.over()).wasLookedAt();
    } else if (event instanceof LedgerEvent.ClockSet) {
      // What was noted by a time that was wrong can't be told from what is to come.
      global.forget();
      parts.clear();
    }
  }

  private void unanswered(HoldId id, @Nullable NoAnswer how, Instant at) {
    HoldScope scope = open.remove(id);
    if (how == NoAnswer.FAILED) {
      each(scope, gauge -> gauge.failed(at));
    }
  }

  private static long tokens(Metered metered) {
    return metered.hops().stream().mapToLong(hop -> hop.usage().allTokens()).sum();
  }

  private void each(@Nullable HoldScope scope, Consumer<Gauge> work) {
    work.accept(global);
    if (scope != null) {
      scope.scopes().stream()
          .filter(part -> isPart(part, scope))
          .forEach(part -> work.accept(used(part)));
    }
  }

  /// The key of a run is not one: it ends with its run, and an open breaker over it would outlive
  /// both.
  private static boolean isPart(Scope part, HoldScope of) {
    return switch (part.kind()) {
      case PROJECT, MODEL -> true;
      case KEY -> of.attempt() == null;
      case GLOBAL, TASK, RUN, CONFIRMATION, PROBATION -> false;
    };
  }

  private Gauge used(Scope part) {
    Gauge gauge = parts.remove(part);
    Gauge kept = gauge == null ? new Gauge() : gauge;
    parts.put(part, kept);
    if (parts.size() > MOST) {
      parts.remove(parts.keySet().iterator().next());
    }
    return kept;
  }

  /// An empty one where nothing was heard of it lately.
  Gauge of(Scope scope) {
    return scope.equals(Scope.GLOBAL) ? global : parts.getOrDefault(scope, new Gauge());
  }

  /// Everything, and the parts that were used lately.
  Map<Scope, Gauge> all() {
    Map<Scope, Gauge> all = new LinkedHashMap<>();
    all.put(Scope.GLOBAL, global);
    all.putAll(parts);
    return all;
  }
}
