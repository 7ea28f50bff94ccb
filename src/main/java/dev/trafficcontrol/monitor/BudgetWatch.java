package dev.trafficcontrol.monitor;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Steered;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells people once per window that half of a budget, three quarters, nine tenths or all of it is
/// spent.
///
/// A threshold is told unless it, or a higher one, was told since the instant from which the window
/// counts now; of several that are reached at once the highest is told. What was told is asked of
/// the alert log, so that a restart tells nothing twice.
final class BudgetWatch {

  /// How often every budget is looked at: a limit also comes closer when it is lowered, when a
  /// raise ends, or when another process corrects what was spent.
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final AlertLog alerts;

  /// Not looked at yet; the highest of each budget.
  private final Map<BudgetId, Crossing> noted = new LinkedHashMap<>();

  /// When what was last told, by how its name begins: spares asking the log at each tick.
  private final Map<String, Instant> told = new HashMap<>();

  private @Nullable Instant lastLook;

  BudgetWatch(AlertLog alerts) {
    this.alerts = alerts;
  }

  /// Quick, and throws nothing: called by the ledger's writer.
  synchronized void note(List<BudgetView> budgets, Instant at) {
    for (BudgetView budget : budgets) {
      Crossing.of(budget, at)
          .ifPresent(crossing -> noted.merge(budget.id(), crossing, BudgetWatch::higher));
    }
  }

  private static Crossing higher(Crossing before, Crossing now) {
    return before.threshold().compareTo(now.threshold()) > 0 ? before : now;
  }

  /// Tells what is new. What can't be kept is tried again at the next tick.
  ///
  /// @param perMinute what burns, for those who are told
  void tick(Steered ledger, Money perMinute, Instant now) {
    Attempts attempts = new Attempts();
    if (lastLook == null || Duration.between(lastLook, now).abs().compareTo(BETWEEN_LOOKS) >= 0) {
      attempts.make(() -> look(ledger, now));
    }
    untold().forEach(crossing -> attempts.make(() -> tellOnce(crossing, perMinute)));
    attempts.throwFirst();
  }

  private void look(Steered ledger, Instant now) {
    note(ledger.budgets(), now);
    lastLook = now;
  }

  private void tellOnce(Crossing crossing, Money perMinute) {
    tell(crossing, perMinute);
    synchronized (this) {
      noted.remove(crossing.budget().id(), crossing);
    }
  }

  private synchronized List<Crossing> untold() {
    return List.copyOf(noted.values());
  }

  private void tell(Crossing crossing, Money perMinute) {
    Optional<Instant> before =
        Stream.of(Threshold.values())
            .filter(threshold -> threshold.compareTo(crossing.threshold()) >= 0)
            .flatMap(threshold -> toldOf(crossing, crossing.about(threshold)).stream())
            .findFirst();
    if (before.isEmpty()) {
      Alert alert = crossing.alert();
      alerts.raise(alert.with(alert.facts().at(alert.facts().standing(), perMinute)));
    }
    told.put(crossing.about(crossing.threshold()), before.orElse(crossing.at()));
  }

  /// When it was told within what counts now.
  private Optional<Instant> toldOf(Crossing crossing, String about) {
    return Optional.ofNullable(told.get(about))
        .filter(at -> counts(at, crossing))
        .or(() -> alerts.lastTold(Crossing.KIND, about).filter(at -> counts(at, crossing)));
  }

  /// What was told at a time that lies ahead was told by a clock that has been set back.
  private static boolean counts(Instant toldAt, Crossing crossing) {
    return !toldAt.isBefore(crossing.countsFrom()) && !toldAt.isAfter(crossing.at());
  }
}
