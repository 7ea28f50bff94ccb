package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.sql.SqlForecasts;
import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.forecast.Forecasts;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.Loops;
import dev.trafficcontrol.monitor.Monitor;
import dev.trafficcontrol.monitor.Surprises;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.run.RunState;
import dev.trafficcontrol.run.RunStore;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.Tasks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after a daemon: twenty times a second at what burns, twice a second at budgets and at the
/// trial of a half-open breaker, and each five seconds at whether runs go round in circles.
final class Lookout {

  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

  /// From the crossing of a limit to the cut it may take so long, and the cut itself.
  private static final Duration BETWEEN_GLANCES = Duration.ofMillis(50);

  private static final int GLANCES_PER_LOOK = 10;

  /// A store that is broken fills no log.
  private static final Duration AFTER_A_BREAK = Duration.ofMillis(500);

  private static final int LOOKS_PER_LOOK_FOR_LOOPS = 10;

  private final Monitor monitor;
  private final Ledger ledger;
  private final RunStore runs;
  private final Tasks tasks;
  private final InstantSource clock;
  private final Trials trials;
  private final Loops loops;
  private final Forecasts forecasts;
  private final AlertLog alerts;
  private final boolean canBeAnswered;
  private int glances;
  private int looks;
  private List<RunRecord> seen = List.of();

  Lookout(MoneyPath money, Stores stores, AlertPath path, InstantSource clock) {
    this.monitor = money.monitor();
    this.ledger = money.ledger();
    this.runs = stores.runs();
    this.tasks = stores.tasks();
    this.clock = clock;
    this.trials = new Trials(stores.runs(), ledger, money.prices());
    this.loops = new Loops(clock.instant());
    this.forecasts = new SqlForecasts(stores.database());
    this.alerts = path.log();
    this.canBeAnswered = !path.channels().isEmpty();
  }

  /// Looks until its thread is interrupted. Whatever breaks in one look is tried again in the next.
  void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      Duration pause = BETWEEN_GLANCES;
      try {
        monitor.tripIfNeeded(ledger, clock.instant());
        if (glances++ % GLANCES_PER_LOOK == 0) {
          look();
        }
      } catch (RuntimeException | Error broken) {
        // Also of the machine, such as too little memory: while calls go on, somebody looks.
        LOG.error("A look broke", broken);
        pause = AFTER_A_BREAK;
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException ended) {
        return;
      }
    }
  }

  private void look() {
    monitor.tick(ledger, clock.instant());
    trials.closeAfterThem();
    loops.standing(ledger.breakers(), clock.instant());
    if (looks++ % LOOKS_PER_LOOK_FOR_LOOPS == 0) {
      lookForLoops();
      lookForSurprises();
    }
  }

  /// Asks for what was spent only where somebody works on what was forecast.
  private void lookForSurprises() {
    List<String> atWork =
        seen.stream()
            .filter(run -> run.state() != RunState.ENDED)
            .map(run -> run.claim().task())
            .toList();
    Map<String, Money> expected = atWork.isEmpty() ? Map.of() : forecasts.halves(atWork);
    if (!expected.isEmpty()) {
      Surprises.of(expected, ledger.spentByScope(), clock.instant()).forEach(alerts::raise);
    }
  }

  /// Looks closer only where a run has begun or ended since.
  private void lookForLoops() {
    List<RunRecord> now = runs.recent(Loops.RECENT);
    if (!now.equals(seen)) {
      loops.found(now, id -> tasks.find(id).map(Task::text), clock.instant()).forEach(ledger::ask);
      if (canBeAnswered) {
        Reviews.of(now, tasks::find, clock.instant()).forEach(alerts::raise);
      }
      seen = now;
    }
  }
}
