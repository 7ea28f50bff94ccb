package dev.trafficcontrol.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.Ceiling;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchedulerTest {

  @Test
  void F53_max_agents_limits_the_sum_whatever_the_classes_add_up_to() {
    Plan plan =
        SchedulerScript.check(
            """
            limits  5 opus=5 sonnet=10
            project a 1 0
            task    T1 a opus   10:00
            task    T2 a opus   10:01
            task    T3 a sonnet 10:02
            task    T4 a opus   10:03
            task    T5 a sonnet 10:04
            task    T6 a sonnet 10:05
            task    T7 a opus   10:06
            -> admit T1
            -> admit T2
            -> admit T3
            -> admit T4
            -> admit T5
            -> defer T6 max-agents 5: all are at work
            -> defer T7 max-agents 5: all are at work
            """);
    assertThat(plan.whyOthersWait()).isEqualTo("max-agents 5: all are at work (2 waiting)");
  }

  @Test
  void F55_a_full_class_waits_and_never_spills_into_a_dearer_one() {
    SchedulerScript.check(
        """
        limits  9 opus=5 sonnet=1
        works   sonnet
        project a 1 0
        task    T1 a sonnet 10:00
        task    T2 a opus   10:01
        task    T3 a haiku  10:02
        task    T4 a haiku  10:03
        -> admit T2
        -> admit T3
        -> defer T1 sonnet agents 1: all are at work
        -> defer T4 haiku agents 1: all are at work
        """);
  }

  @Test
  void the_defaults_are_two_agents_of_which_one_opus() {
    SchedulerScript.check(
        """
        project a 1 0
        task    T1 a opus   10:00
        task    T2 a opus   10:01
        task    T3 a sonnet 10:02
        task    T4 a sonnet 10:03
        -> admit T1
        -> admit T3
        -> defer T2 opus agents 1: all are at work
        -> defer T4 max-agents 2: all are at work
        """);
  }

  @Test
  void projects_take_turns_so_that_a_long_queue_does_not_starve_a_short_one() {
    SchedulerScript.check(
        """
        limits  4 sonnet=9
        project big   1 0
        project small 1 0
        task    T1 big   sonnet 08:00
        task    T2 big   sonnet 08:01
        task    T3 big   sonnet 08:02
        task    T4 big   sonnet 08:03
        task    T9 small sonnet 11:00
        -> admit T1
        -> admit T9
        -> admit T2
        -> admit T3
        -> defer T4 max-agents 4: all are at work
        """);
  }

  @Test
  void a_project_of_weight_three_gets_three_turns_for_one() {
    SchedulerScript.check(
        """
        limits  8 sonnet=9
        project heavy 3 0
        project light 1 0
        task    H1 heavy sonnet 10:00
        task    H2 heavy sonnet 10:01
        task    H3 heavy sonnet 10:02
        task    H4 heavy sonnet 10:03
        task    H5 heavy sonnet 10:04
        task    H6 heavy sonnet 10:05
        task    L1 light sonnet 09:00
        task    L2 light sonnet 09:01
        task    L3 light sonnet 09:02
        -> admit H1
        -> admit L1
        -> admit H2
        -> admit H3
        -> admit H4
        -> admit L2
        -> admit H5
        -> admit H6
        -> defer L3 max-agents 8: all are at work
        """);
  }

  @Test
  void whoever_was_served_last_is_last_in_the_round() {
    SchedulerScript.check(
        """
        limits  1 sonnet=1
        project a 1 1000000
        project b 1 0
        task    T1 a sonnet 08:00
        task    T2 b sonnet 11:00
        -> admit T2
        -> defer T1 max-agents 1: all are at work
        """);
  }

  @Test
  void an_open_breaker_defers_everything_and_says_who_tripped_it() {
    SchedulerScript.check(
        """
        breaker open
        project a 1 0
        task    T1 a sonnet 10:00
        -> defer T1 the breaker is open since 2026-11-23T12:00:00Z, tripped by monitor: burn
        """);
  }

  @Test
  void an_open_breaker_of_a_project_or_a_model_defers_what_is_of_it_and_nothing_else() {
    SchedulerScript.check(
        """
        breaker open project:a
        breaker open model:claude-opus-5-5
        limits  5 opus=5 sonnet=5
        project a 1 0
        project b 1 0
        task    T1 a sonnet 10:00
        task    T2 b opus   10:00
        task    T3 b sonnet 11:00
        -> admit T3
        -> defer T1 the breaker of project:a is open since 2026-11-23T12:00:00Z, tripped by monitor: burn
        -> defer T2 the breaker of model:claude-opus-5-5 is open since 2026-11-23T12:00:00Z, tripped by monitor: burn
        """);
  }

  @Test
  void F87_a_half_open_breaker_of_a_project_lets_one_agent_of_it_work_and_all_of_the_others() {
    SchedulerScript.check(
        """
        breaker half-open project:a
        limits  5 opus=5 sonnet=5
        project a 1 0
        project b 1 0
        task    T1 a sonnet 10:00
        task    T2 a sonnet 10:01
        task    T3 b sonnet 10:00
        task    T4 b sonnet 10:01
        -> admit T1
        -> admit T3
        -> admit T4
        -> defer T2 the breaker of project:a is half-open, and its one agent is at work
        """);
    SchedulerScript.check(
        """
        breaker half-open project:a
        busy    project:a
        limits  5 opus=5 sonnet=5
        project a 1 0
        task    T1 a sonnet 10:00
        -> defer T1 the breaker of project:a is half-open, and its one agent is at work
        """);
  }

  @Test
  void F87_a_half_open_breaker_of_a_model_lets_one_agent_of_it_work_by_whichever_name() {
    SchedulerScript.check(
        """
        breaker half-open model:claude-sonnet-5-5
        alias   sonnet-old claude-sonnet-5-5
        limits  5 opus=5 sonnet=5
        project a 1 0
        task    T1 a sonnet-old 10:00
        task    T2 a sonnet     10:01
        task    T3 a sonnet-old 10:02
        task    T4 a opus       10:03
        -> admit T1
        -> admit T4
        -> defer T2 the breaker of model:claude-sonnet-5-5 is half-open, and its one agent is at work
        -> defer T3 the breaker of model:claude-sonnet-5-5 is half-open, and its one agent is at work
        """);
    SchedulerScript.check(
        """
        breaker half-open model:claude-sonnet-5-5
        alias   sonnet-old claude-sonnet-5-5
        busy    model:claude-sonnet-old-5-5
        limits  5 opus=5 sonnet=5
        project a 1 0
        task    T1 a sonnet 10:00
        -> defer T1 the breaker of model:claude-sonnet-5-5 is half-open, and its one agent is at work
        """);
  }

  @Test
  void F87_a_half_open_breaker_lets_one_agent_work_in_all() {
    Plan plan =
        SchedulerScript.check(
            """
            breaker half-open
            project a 1 0
            project b 1 0
            task    T1 a sonnet 10:00
            task    T2 b opus   10:00
            -> admit T1
            -> defer T2 the breaker is half-open, and its one agent is at work
            """);
    assertThat(plan.admissions())
        .containsExactly(new Admission("T1", 1, new Ceiling(1, "sonnet", 2), null, "here"));
    SchedulerScript.check(
        """
        breaker half-open
        works   opus
        project a 1 0
        task    T1 a sonnet 10:00
        -> defer T1 the breaker is half-open, and its one agent is at work
        """);
  }

  @Test
  void F62_a_limit_that_is_hit_stops_dispatch() {
    SchedulerScript.check(
        """
        limits  9 sonnet=9
        broke   T1 T2
        project a 1 0
        project b 1 0
        task    T1 a sonnet 10:00
        task    T2 b sonnet 10:00
        -> defer T1 no room in global/rolling-hour
        -> defer T2 no room in global/rolling-hour
        """);
  }

  @Test
  void a_task_without_money_does_not_hold_up_the_one_behind_it() {
    SchedulerScript.check(
        """
        broke   T1
        project a 1 0
        task    T1 a opus   10:00
        task    T2 a sonnet 10:01
        -> admit T2
        -> defer T1 no room in global/rolling-hour
        """);
  }

  @Test
  void a_pause_defers_everything_and_says_whose_it_is() {
    SchedulerScript.check(
        """
        paused
        project a 1 0
        task    T1 a sonnet 10:00
        -> defer T1 admission is paused by ann since 2026-11-23T12:00:00Z: lunch
        """);
  }

  @Test
  void F60_retries_back_off_and_are_never_in_step() {
    Random random = new Random(7);
    Instant now = Instant.parse("2026-11-23T12:00:00Z");
    Set<Instant> first = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Instant at = Backoff.DEFAULT.retryAt(now, 1, random);
      assertThat(Duration.between(now, at))
          .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
      first.add(at);
      assertThat(Duration.between(now, Backoff.DEFAULT.retryAt(now, 3, random)))
          .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
      assertThat(Duration.between(now, Backoff.DEFAULT.retryAt(now, 1_000, random)))
          .isBetween(Duration.ofSeconds(450), Duration.ofMinutes(15));
    }
    assertThat(first).hasSizeGreaterThan(90);
  }
}
