package dev.trafficcontrol.rehearsal;

import static dev.trafficcontrol.rehearsal.Recordings.SONNET;
import static dev.trafficcontrol.rehearsal.Recordings.agent;
import static dev.trafficcontrol.rehearsal.Recordings.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {

  private static final BudgetId HOUR = new BudgetId(Scope.GLOBAL, Window.ROLLING_HOUR);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void without_a_policy_it_costs_what_was_recorded_to_the_nano_dollar(long seed) {
    Recording recording = Recordings.random(seed);
    Outcome outcome = Replay.of(recording, Policy.none(recording));
    assertThat(outcome.spent()).isEqualTo(recording.total());
    assertThat(outcome.tally().calls()).isEqualTo((int) recording.calls());
    assertThat(outcome.stops()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void never_over_after_any_step_of_virtual_time(long seed) {
    Recording recording = Recordings.random(seed);
    Policy tight =
        Policy.DEFAULT
            .forced()
            .withMaxAgents(12, recording)
            .withoutBreaker()
            .withLimit(HOUR, Limit.of(Money.ofUsd("7.5")));
    Outcome outcome = Replay.of(recording, tight, Recordings.NEVER_OVER);
    assertThat(outcome.spent()).isLessThanOrEqualTo(Money.ofUsd("7.5"));
    assertThat(outcome.mostOwed()).isLessThanOrEqualTo(Money.ofUsd("7.5"));
    assertThat(outcome.stops()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_same_recording_under_the_same_policy_has_the_same_outcome(long seed) {
    assertThat(Replay.of(Recordings.random(seed), Policy.DEFAULT))
        .isEqualTo(Replay.of(Recordings.random(seed), Policy.DEFAULT));
  }

  @Test
  void a_refused_agent_makes_no_further_calls() {
    Recording recording =
        Recordings.of(
            agent(
                "T1",
                SONNET,
                0,
                call(SONNET, 0, 1_000, "0.30", "0.20"),
                call(SONNET, 2_000, 1_000, "0.90", "0.10"),
                call(SONNET, 4_000, 1_000, "0.01", "0.01")));
    Outcome outcome = replayedWithin("1", recording);
    assertThat(outcome.spent()).isEqualTo(Money.ofUsd("0.20"));
    assertThat(outcome.stops())
        .containsExactly(
            new Outcome.Stop(
                Outcome.Cause.BUDGET,
                "global/rolling-hour of $1.00",
                Duration.ofSeconds(2),
                Money.ofUsd("0.20"),
                1));
  }

  @Test
  void a_call_that_waits_for_room_makes_those_after_it_late() {
    Recording recording =
        Recordings.of(
            agent("T1", SONNET, 0, call(SONNET, 0, 3_000, "0.90", "0.10")),
            agent(
                "T2",
                SONNET,
                1_000,
                call(SONNET, 0, 1_000, "0.50", "0.10"),
                call(SONNET, 4_000, 1_000, "0.50", "0.10")));
    Outcome outcome = replayedWithin("1", recording);
    assertThat(outcome.spent()).isEqualTo(Money.ofUsd("0.30"));
    assertThat(outcome.tally().delayed()).isEqualTo(1);
    // Two seconds late: 1 + 4 + 2 + 1.
    assertThat(outcome.end()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void a_call_that_the_breaker_cuts_is_charged_what_it_had_metered_evenly_over_its_duration() {
    Recording recording =
        Recordings.of(agent("T1", SONNET, 0, call(SONNET, 0, 10_000, "1.50", "1.50")));
    Outcome outcome = Replay.of(recording, Policy.DEFAULT.withTripPerMinute(Money.ofUsd("0.60")));
    assertThat(outcome.spent()).isEqualTo(Money.ofUsd("0.60"));
    assertThat(outcome.end()).isEqualTo(Duration.ofSeconds(4));
    assertThat(outcome.tally().cut()).isEqualTo(1);
    assertThat(outcome.mainStop().orElseThrow().cause()).isEqualTo(Outcome.Cause.BREAKER);
  }

  @Test
  void as_many_agents_work_as_capacity_allows_and_the_others_follow() {
    RecordedCall one = call(SONNET, 0, 1_000, "0.01", "0.01");
    Recording recording =
        Recordings.of(
            agent("T1", SONNET, 0, one), agent("T2", SONNET, 0, one), agent("T3", SONNET, 0, one));
    assertThat(Replay.of(recording, Policy.DEFAULT).end()).isEqualTo(Duration.ofSeconds(2));
    assertThat(Replay.of(recording, Policy.DEFAULT.withMaxAgents(1, recording)).end())
        .isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void preflight_stops_the_queue_and_not_who_came_by_a_key_of_their_own() {
    List<RecordedAgent> agents =
        new java.util.ArrayList<>(
            java.util.stream.IntStream.rangeClosed(1, 51)
                .mapToObj(
                    task -> agent("T" + task, SONNET, 0, call(SONNET, 0, 1_000, "0.01", "0.01")))
                .toList());
    agents.add(
        new RecordedAgent(
            "own",
            "laptop",
            null,
            SONNET,
            Duration.ZERO,
            List.of(call(SONNET, 0, 1_000, "0.05", "0.05"))));
    Outcome outcome =
        Replay.of(Recordings.of(agents.toArray(RecordedAgent[]::new)), Policy.DEFAULT);
    assertThat(outcome.refusal()).contains("51 tasks in the queue");
    assertThat(outcome.spent()).isEqualTo(Money.ofUsd("0.05"));
    assertThat(outcome.stops())
        .extracting(Outcome.Stop::cause, Outcome.Stop::agents)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Outcome.Cause.PREFLIGHT, 51));
  }

  private static Outcome replayedWithin(String usd, Recording recording) {
    return Replay.of(
        recording,
        Policy.DEFAULT.withLimit(HOUR, Limit.of(Money.ofUsd(usd))),
        Recordings.NEVER_OVER);
  }
}
