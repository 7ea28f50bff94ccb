package dev.trafficcontrol.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.run.RunState;
import dev.trafficcontrol.run.RunTimes;
import dev.trafficcontrol.run.Verdict;
import dev.trafficcontrol.task.TaskText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Projects that go round in circles.
class LoopsTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Scope SHOP = Scope.parse("project:shop");

  private final Loops loops = new Loops(NOON);
  private final List<RunRecord> newestFirst = new ArrayList<>();
  private final Map<String, TaskText> texts = new HashMap<>();
  private Instant now = NOON;
  private int count;

  private void ended(String project, String text, TaskOutcome outcome, @Nullable String failure) {
    String task = "T" + (count + 1);
    texts.put(task, new TaskText(text, "as ever"));
    ran(project, task, outcome, failure);
  }

  private void ran(String project, String task, TaskOutcome outcome, @Nullable String failure) {
    now = now.plusSeconds(60);
    count++;
    Claim claim =
        new Claim(
            "R" + count, task, project, 1, count, now, new AgentChoice("built-in", "opus"), null);
    newestFirst.addFirst(
        new RunRecord(
            claim,
            "here",
            RunState.ENDED,
            new RunTimes(now, Optional.of(now), Optional.of(now)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Verdict(outcome, Optional.ofNullable(failure)))));
  }

  private void failed(String project, String failure) {
    ended(project, "task " + count, new TaskOutcome.Retry(now, failure), failure);
  }

  private void failed(int times) {
    for (int each = 0; each < times; each++) {
      failed("shop", "the agent ended with exit code 127");
    }
  }

  private void done(String text, int times) {
    for (int each = 0; each < times; each++) {
      ended("shop", text, new TaskOutcome.ReadyForReview("3 files changed"), null);
    }
  }

  private List<TripBreaker> found() {
    return loops.found(newestFirst, id -> Optional.ofNullable(texts.get(id)), now);
  }

  @Test
  void F73_five_runs_in_a_row_that_fail_alike_stop_their_project() {
    failed(4);
    assertThat(found()).isEmpty();
    failed(1);
    assertThat(found())
        .containsExactly(
            new TripBreaker(
                SHOP,
                TripKind.SOFT,
                "5 runs in a row failed alike, of 5 tasks: the agent ended with exit code 127",
                "monitor"));
  }

  @Test
  void F73_another_failure_another_project_or_a_success_between_them_is_no_circle() {
    failed(4);
    failed("bakery", "the agent ended with exit code 127");
    assertThat(found()).isEmpty();
    failed("shop", "the tests fail");
    assertThat(found()).isEmpty();
    failed(4);
    done("anything", 1);
    failed(1);
    assertThat(found()).isEmpty();
  }

  @Test
  void what_says_nothing_of_the_work_ends_no_row_and_makes_none() {
    failed(3);
    ended("shop", "x", new TaskOutcome.Interrupted("the daemon died"), null);
    ended("shop", "x", new TaskOutcome.BlockedByBudget(now, "no money", false), null);
    failed(1);
    assertThat(found()).isEmpty();
    failed(1);
    assertThat(found()).hasSize(1);
  }

  @Test
  void F71_the_same_work_done_again_and_again_under_new_tasks_stops_its_project() {
    done("Update the changelog", 3);
    done("Something else", 5 - 2);
    assertThat(found()).isEmpty();
    done("Update the changelog", 1);
    assertThat(found())
        .extracting(TripBreaker::reason)
        .containsExactly(
            "4 tasks that ask for the same were done within a day: 'Update the changelog'");
  }

  @Test
  void F71_one_title_over_other_words_one_task_done_again_and_what_failed_are_no_circle() {
    done("Update the changelog", 4);
    texts.replaceAll((task, text) -> new TaskText(text.title(), "for " + task));
    assertThat(found()).isEmpty();
    done("Tidy up", 3);
    again(4);
    assertThat(found()).isEmpty();
    for (int each = 0; each < 4; each++) {
      ended("shop", "Mend it", new TaskOutcome.Retry(now, "red"), "another failure " + each);
    }
    assertThat(found()).isEmpty();
  }

  private void again(int times) {
    for (int each = 0; each < times; each++) {
      RunRecord last = newestFirst.getFirst();
      ran("shop", last.claim().task(), last.end().orElseThrow().outcome(), null);
    }
  }

  @Test
  void F71_what_is_done_once_a_day_is_no_circle() {
    for (int day = 0; day < 10; day++) {
      done("Update the changelog", 1);
      assertThat(found()).isEmpty();
      now = now.plus(Duration.ofHours(8));
    }
  }

  @Test
  void what_a_person_has_looked_at_does_not_stop_the_project_again() {
    failed(5);
    assertThat(found()).hasSize(1);
    loops.standing(Map.of(SHOP, new BreakerState.HalfOpen("P1", "looked", "ann", now)), now);
    assertThat(found()).isEmpty();
    failed(4);
    assertThat(found()).isEmpty();
    failed(1);
    assertThat(found()).hasSize(1);
  }

  @Test
  void what_ended_before_this_process_began_is_judged_only_with_what_comes() {
    failed(5);
    Loops later = new Loops(now);
    assertThat(later.found(newestFirst, id -> Optional.empty(), now)).isEmpty();
    failed(1);
    assertThat(later.found(newestFirst, id -> Optional.empty(), now)).hasSize(1);
  }
}
