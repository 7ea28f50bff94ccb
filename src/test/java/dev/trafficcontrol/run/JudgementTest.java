package dev.trafficcontrol.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.run.Cutoff.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgementTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(30);
  private static final Collected THREE = new Collected(Optional.of("c"), 3, List.of());
  private static final AgentResult SUCCESS = new AgentResult.Success();

  private static Story story(AgentResult result, Collected collected, Verification verification) {
    return new Story(
        Optional.empty(),
        Optional.of(result),
        collected,
        verification,
        Optional.empty(),
        Optional.empty());
  }

  private static TaskOutcome outcome(Story story) {
    return Judgement.of(story, Optional.empty(), LATER, NOW).outcome();
  }

  @Test
  void F79_only_a_success_with_a_diff_and_a_passed_verification_is_ready_for_review() {
    assertThat(outcome(story(SUCCESS, THREE, new Verification.Passed())))
        .isEqualTo(new TaskOutcome.ReadyForReview("3 files changed, verified"));
    assertThat(outcome(story(SUCCESS, THREE, new Verification.Skipped())).why())
        .contains("not verified");
  }

  @Test
  void F74_F75_F79_everything_else_is_not_success() {
    Verification passed = new Verification.Passed();
    List<Story> failures =
        List.of(
            story(SUCCESS, new Collected(Optional.of("c"), 0, List.of()), passed),
            story(SUCCESS, THREE, new Verification.Failed(1, "boo", "f")),
            story(SUCCESS, THREE, new Verification.CutOff(new Cutoff(Kind.TOO_LONG, "ran"))),
            story(new AgentResult.Denied(List.of("Bash")), THREE, passed),
            story(new AgentResult.Failure("error_max_turns"), THREE, passed),
            story(new AgentResult.Missing(0), THREE, passed),
            Story.broken("no such program"));
    assertThat(failures)
        .allSatisfy(story -> assertThat(outcome(story)).isInstanceOf(TaskOutcome.Retry.class));
    assertThat(failures.stream().map(story -> outcome(story).why())).doesNotHaveDuplicates();
  }

  @Test
  void F73_the_same_failure_twice_in_a_row_stops_the_task_and_another_one_does_not() {
    Story failed = story(SUCCESS, THREE, new Verification.Failed(1, "at 12:00", "abc"));
    Verdict first = Judgement.of(failed, Optional.empty(), LATER, NOW);
    assertThat(first.outcome()).isInstanceOf(TaskOutcome.Retry.class);
    Story again = story(SUCCESS, THREE, new Verification.Failed(1, "at 12:05", "abc"));
    assertThat(Judgement.of(again, first.failure(), LATER, NOW).outcome())
        .isInstanceOf(TaskOutcome.Failed.class);
    Story otherwise = story(SUCCESS, THREE, new Verification.Failed(1, "at 12:00", "xyz"));
    assertThat(Judgement.of(otherwise, first.failure(), LATER, NOW).outcome())
        .isInstanceOf(TaskOutcome.Retry.class);
  }

  @Test
  void a_failed_verification_tells_people_its_last_words_or_that_it_had_none() {
    assertThat(
            outcome(story(SUCCESS, THREE, new Verification.Failed(2, "1 test red", "abc"))).why())
        .isEqualTo("the verification failed with exit 2, saying: 1 test red");
    assertThat(outcome(story(SUCCESS, THREE, new Verification.Failed(1, "", "abc"))).why())
        .isEqualTo("the verification failed with exit 1, and printed nothing");
  }

  @Test
  void a_run_refused_money_is_blocked_by_budget_until_the_window_frees_and_never_failed() {
    MoneyRefusal refusal = new MoneyRefusal("the global budget", true, Optional.of(LATER));
    Story refused =
        new Story(
            Optional.empty(),
            Optional.of(new AgentResult.Failure("error")),
            THREE,
            new Verification.Skipped(),
            Optional.of(refusal),
            Optional.empty());
    Verdict verdict = Judgement.of(refused, Optional.of("the agent ended with error"), LATER, NOW);
    assertThat(verdict)
        .isEqualTo(
            new Verdict(
                new TaskOutcome.BlockedByBudget(LATER, "the global budget", true),
                Optional.empty()));
  }

  @Test
  void what_is_ended_from_outside_is_nobodys_failure_unless_it_passed_its_own_limits() {
    assertThat(verdict(Kind.KILLED).failure()).isEmpty();
    assertThat(List.of(Kind.STOPPED, Kind.KILLED, Kind.LEASE_OVER))
        .allSatisfy(kind ->
            assertThat(verdict(kind).outcome()).isInstanceOf(TaskOutcome.Interrupted.class));
    assertThat(verdict(Kind.LEASE_OVER).failure()).isEmpty();
    assertThat(verdict(Kind.CLAIM_OVER).outcome()).isInstanceOf(TaskOutcome.Cancelled.class);
    assertThat(verdict(Kind.IDLE).failure()).isPresent();
    assertThat(verdict(Kind.TOO_MUCH_MEMORY).outcome()).isInstanceOf(TaskOutcome.Retry.class);
  }

  private static Verdict verdict(Kind kind) {
    Story cut =
        new Story(
            Optional.of(new Cutoff(kind, "why")),
            Optional.empty(),
            THREE,
            new Verification.Skipped(),
            Optional.empty(),
            Optional.empty());
    return Judgement.of(cut, Optional.empty(), LATER, NOW);
  }
}
