package dev.trafficcontrol.app.alerting;

import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.alert.DailySummary;
import dev.trafficcontrol.alert.DayFigures;
import dev.trafficcontrol.ledger.BudgetView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Raises the summary of each day, once its time has come.
public final class Summarist {

  private static final Logger LOG = LoggerFactory.getLogger(Summarist.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

  private final DailySummary summary;
  private final DayFigures.Source figures;
  private final Supplier<List<BudgetView>> budgets;
  private final AlertLog alerts;
  private final InstantSource clock;

  public Summarist(
      DailySummary summary,
      DayFigures.Source figures,
      Supplier<List<BudgetView>> budgets,
      AlertLog alerts,
      InstantSource clock) {
    this.summary = summary;
    this.figures = figures;
    this.budgets = budgets;
    this.alerts = alerts;
    this.clock = clock;
  }

  /// Looks until its thread is interrupted. Whatever breaks in one look is tried again in the next.
  public void watch() throws InterruptedException {
    while (true) {
      try {
        look();
      } catch (RuntimeException broken) {
        LOG.error("The day's summary could not be made", broken);
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  /// The figures are added up only where the day is not told yet.
  void look() {
    Instant now = clock.instant();
    Optional<LocalDate> day = summary.due(now);
    if (day.isPresent() && alerts.lastTold(DailySummary.KIND, summary.once(day.get())).isEmpty()) {
      alerts.raise(summary.of(day.get(), figures, budgets.get(), now));
    }
  }
}
