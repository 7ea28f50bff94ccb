package dev.trafficcontrol.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The incident, as it was and as it would be.
class IncidentReplayTest {

  private static final int AGENTS_OF_THAT_DAY = 15;

  private final Recording incident = Recordings.incident();

  @Test
  void the_reconstruction_says_what_it_is_and_agrees_with_the_retrospective() {
    assertThat(incident.kind()).isEqualTo(Recording.Kind.RECONSTRUCTION);
    assertThat(incident.assumptions()).isNotEmpty();
    assertThat(incident.agents()).hasSizeGreaterThan(70);
    assertThat(
            incident.agents().stream()
                .filter(agent -> Duration.ofSeconds(2).equals(agent.startsAt())))
        .hasSize(AGENTS_OF_THAT_DAY);
    Outcome then = Replay.of(incident, Policy.none(incident));
    assertThat(then.spent()).isEqualTo(incident.total());
    assertThat(then.spentAt(Duration.ofSeconds(2))).isEqualTo(Money.ZERO);
    assertThat(then.spentAt(Duration.ofMinutes(1))).isBetween(usd("25"), usd("30"));
    assertThat(then.spentAt(Duration.ofMinutes(2))).isBetween(usd("50.01"), usd("60"));
  }

  @Test
  void at_default_settings_preflight_stops_it_before_a_cent_is_spent() {
    Outcome now = Replay.of(incident, Policy.DEFAULT, Recordings.NEVER_OVER);
    assertThat(now.spent()).isEqualTo(Money.ZERO);
    assertThat(now.refusal()).contains("71 tasks in the queue");
    assertThat(now.mainStop().orElseThrow().cause()).isEqualTo(Outcome.Cause.PREFLIGHT);
  }

  @Test
  void forced_past_preflight_the_budget_of_the_hour_stops_its_two_agents_at_ten_dollars() {
    Outcome now = Replay.of(incident, Policy.DEFAULT.forced(), Recordings.NEVER_OVER);
    assertThat(now.spent()).isBetween(usd("9"), usd("10"));
    assertThat(now.mainStop().orElseThrow().what()).isEqualTo("global/rolling-hour of $10.00");
    assertThat(now.mainStop().orElseThrow().first()).isGreaterThan(Duration.ofMinutes(2));
  }

  @Test
  void forced_past_capacity_too_the_breaker_stops_its_fifteen_agents_within_a_minute() {
    Outcome now = Replay.of(incident, fleet(), Recordings.NEVER_OVER);
    assertThat(now.spent()).isBetween(usd("5"), usd("6"));
    assertThat(now.end()).isLessThan(Duration.ofMinutes(1));
    assertThat(now.mainStop().orElseThrow().cause()).isEqualTo(Outcome.Cause.BREAKER);
  }

  @Test
  void without_the_breaker_the_budget_alone_stops_them_at_ten_dollars_and_never_over() {
    Outcome now = Replay.of(incident, fleet().withoutBreaker(), Recordings.NEVER_OVER);
    assertThat(now.spent()).isBetween(usd("9"), usd("10"));
    assertThat(now.mostOwed()).isLessThanOrEqualTo(usd("10"));
    assertThat(now.end()).isLessThan(Duration.ofMinutes(1));
    assertThat(now.mainStop().orElseThrow().cause()).isEqualTo(Outcome.Cause.BUDGET);
  }

  @Test
  void without_the_ledger_the_breaker_alone_stops_them() {
    Outcome now = Replay.of(incident, fleet().withoutLedger());
    assertThat(now.spent()).isBetween(usd("5"), usd("6"));
    assertThat(now.mainStop().orElseThrow().cause()).isEqualTo(Outcome.Cause.BREAKER);
  }

  private Policy fleet() {
    return Policy.DEFAULT.forced().withMaxAgents(AGENTS_OF_THAT_DAY, incident);
  }

  private static Money usd(String amount) {
    return Money.ofUsd(amount);
  }
}
