package dev.trafficcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trafficcontrol.alert.offer.RaiseTerms;
import dev.trafficcontrol.app.Shell;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.config.ConfigurationReader;
import dev.trafficcontrol.app.config.Isolation;
import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.gateway.GatewaySettings;
import dev.trafficcontrol.key.Lowering;
import dev.trafficcontrol.ledger.DefaultBudgets;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.preflight.Preflight;
import dev.trafficcontrol.preflight.PreflightReport;
import dev.trafficcontrol.queue.Confirmation;
import dev.trafficcontrol.queue.LeaseTimes;
import dev.trafficcontrol.run.RunLimits;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskWishes;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds where nobody said anything. Whoever changes a default changes it here too, and sees
/// what the retrospective of the incident asked for.
///
/// Two are pinned where they are out of reach from here: how long a run has to end when asked to
/// (`WatchdogTest`), and that burn is over one minute (`MonitorTest`).
class DefaultsTest {

  private static final int MIB = 1024 * 1024;

  @TempDir private Path folder;

  @Test
  void the_defaults_of_money_are_pinned() {
    assertThat(DefaultBudgets.of(ScopeKind.GLOBAL))
        .isEqualTo(
            Map.of(
                Window.ROLLING_HOUR, Limit.of(Money.ofUsd("10")),
                Window.ROLLING_DAY, Limit.of(Money.ofUsd("50"))));
    assertThat(DefaultBudgets.of(ScopeKind.RUN))
        .isEqualTo(Map.of(Window.TOTAL, Limit.of(Money.ofUsd("2"))));
    assertThat(DefaultBudgets.of(ScopeKind.TASK))
        .isEqualTo(Map.of(Window.TOTAL, Limit.of(Money.ofUsd("5"))));
    assertThat(DefaultBudgets.of(ScopeKind.PROBATION))
        .isEqualTo(Map.of(Window.TOTAL, Limit.of(Money.ofUsd("1"))));
    assertThat(BurnLimits.DEFAULT).isEqualTo(new BurnLimits(Money.ofUsd("2"), Money.ofUsd("5")));
    assertThat(RaiseTerms.USUAL_STEP).isEqualTo(new RaiseTerms.Step.Percent(25));
    assertThat(RaiseTerms.USUAL_MOST).isEqualTo(Money.ofUsd("10"));
    assertThat(RaiseTerms.USUAL_LASTING).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void the_defaults_of_a_start_are_pinned() {
    assertThat(Preflight.WARN_TASKS).isEqualTo(10);
    assertThat(Preflight.REFUSE_TASKS).isEqualTo(50);
    assertThat(Preflight.WARN_FORECAST).isEqualTo(Money.ofUsd("20"));
    assertThat(Preflight.REFUSE_FORECAST).isEqualTo(Money.ofUsd("50"));
    assertThat(PreflightReport.CONFIRM_ABOVE).isEqualTo(Money.ofUsd("5"));
    assertThat(Confirmation.VALID).isEqualTo(Duration.ofMinutes(15));
    assertThat(Origin.TEST.firstState()).isEqualTo(TaskState.QUARANTINED);
    assertThat(TaskWishes.DEFAULT.maxAttempts()).isEqualTo(2);
  }

  @Test
  void the_defaults_of_runs_and_calls_are_pinned() {
    assertThat(LeaseTimes.DEFAULT.lasts()).isEqualTo(Duration.ofSeconds(30));
    assertThat(LeaseTimes.DEFAULT.renewEvery()).isEqualTo(Duration.ofSeconds(10));
    assertThat(RunLimits.DEFAULT.startWithin()).isEqualTo(Duration.ofSeconds(60));
    assertThat(RunLimits.DEFAULT.idle()).isEqualTo(Duration.ofMinutes(10));
    assertThat(RunLimits.DEFAULT.wall()).isEqualTo(Duration.ofHours(2));
    assertThat(GatewaySettings.DEFAULT.holdLifetime()).isEqualTo(Duration.ofMinutes(15));
    assertThat(GatewaySettings.DEFAULT.maxDrains()).isEqualTo(64);
    assertThat(GatewaySettings.DEFAULT.maxBodyBytes()).isEqualTo(32 * MIB);
    assertThat(GatewaySettings.DEFAULT.maxBodiesBytes()).isEqualTo(256L * MIB);
  }

  @Test
  void the_defaults_of_the_configuration_are_pinned_and_what_init_writes_says_the_same() {
    Shell shell = new Shell(folder.resolve("home"));
    assertThat(shell.run("init").exit()).isZero();
    String written = SourceFile.read(shell.home().configuration());

    for (String yaml : new String[] {"", written}) {
      Configuration read = ConfigurationReader.read(yaml, Map.of());
      assertThat(read.environment()).isEqualTo("development");
      assertThat(read.gateway().plain()).hasToString("127.0.0.1:7410");
      assertThat(read.gateway().tls()).isEmpty();
      assertThat(read.runs().isolation()).isEqualTo(Isolation.SANDBOX);
      assertThat(read.runs().lowering()).isEqualTo(Lowering.NEVER);
      assertThat(read.capacity()).isEqualTo(new CapacityLimits(2, Map.of("opus", 1, "sonnet", 2)));
      assertThat(read.capacity().of("haiku")).isEqualTo(1);
    }
  }

  @Test
  void a_new_home_has_the_budgets_that_the_retrospective_asks_for() {
    Shell shell = new Shell(folder.resolve("home"));
    assertThat(shell.run("init").exit()).isZero();

    assertThat(shell.facts("budget", "list").objects("budgets"))
        .extracting(budget -> budget.text("scope") + " " + budget.text("window"), DefaultsTest::usd)
        .containsExactlyInAnyOrder(
            tuple("global rolling-hour", "10.00"), tuple("global rolling-day", "50.00"));
  }

  /// The retrospective's figures, not ours: a default may be safer than they are, never laxer.
  @Test
  void no_default_is_above_what_the_retrospective_asks_for() {
    CapacityLimits capacity = CapacityLimits.DEFAULT;
    assertAtMost("maxConcurrentAgents", capacity.maxAgents(), "2");
    assertAtMost("OPUS_SESSION_LIMIT", capacity.of("opus"), "1");
    assertAtMost("SONNET_SESSION_LIMIT", capacity.of("sonnet"), "2");
    assertAtMost("maxHourlySpendUsd", DefaultBudgets.GLOBAL_PER_HOUR, "10");
    assertAtMost("maxDailySpendUsd", DefaultBudgets.GLOBAL_PER_DAY, "50");
    assertAtMost("requireConfirmationOverUsd", PreflightReport.CONFIRM_ABOVE, "5");
    assertAtMost("cost per minute, target", BurnLimits.DEFAULT.warnPerMinute(), "2");
    assertAtMost("cost per minute, alert", BurnLimits.DEFAULT.tripPerMinute(), "5");
    assertAtMost("tasks, warning", Preflight.WARN_TASKS, "10");
    assertAtMost("tasks, error", Preflight.REFUSE_TASKS, "50");
    assertAtMost("estimated cost, warning", Preflight.WARN_FORECAST, "20");
    assertAtMost("estimated cost, error", Preflight.REFUSE_FORECAST, "50");
  }

  private static String usd(Facts budget) {
    return budget.text("limit");
  }

  private static void assertAtMost(String what, int ours, String asked) {
    assertThat(ours).as(what).isLessThanOrEqualTo(Integer.parseInt(asked));
  }

  private static void assertAtMost(String what, Money ours, String asked) {
    assertThat(new BigDecimal(ours.toUsd())).as(what).isLessThanOrEqualTo(new BigDecimal(asked));
  }
}
