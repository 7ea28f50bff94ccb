package dev.trafficcontrol.queue;

import static dev.trafficcontrol.queue.WorkBench.NOON;
import static dev.trafficcontrol.queue.WorkBench.WIDE;
import static dev.trafficcontrol.queue.WorkBench.after;
import static dev.trafficcontrol.queue.WorkBench.model;
import static dev.trafficcontrol.queue.WorkBench.notBefore;
import static dev.trafficcontrol.queue.WorkBench.priority;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.Setbacks;
import dev.trafficcontrol.task.TaskMove;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskText;
import dev.trafficcontrol.task.TaskWishes;
import dev.trafficcontrol.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every work queue promises about claims, leases and ends, one caller at a time.
public abstract class WorkQueueContract {

  private static final TaskOutcome GOOD = new TaskOutcome.ReadyForReview("verified");

  protected abstract WorkBench open();

  private WorkBench bench;

  @BeforeEach
  void aProject() {
    bench = open();
    bench.project("shop", 1);
  }

  @Test
  void a_claim_names_its_run_and_takes_one_slot_until_it_is_finished() {
    String task = bench.task("shop", "one");
    Claim claim = bench.claim(task, NOON);
    assertThat(claim.run()).isEqualTo("R" + claim.token());
    assertThat(claim.attempt()).isEqualTo(1);
    assertThat(claim.leaseUntil()).isEqualTo(NOON.plusSeconds(30));
    assertThat(claim.agent().model()).isEqualTo("claude-sonnet-5-5");
    assertThat(bench.state(task)).isEqualTo(TaskState.ASSIGNED);
    assertThat(bench.queue().snapshot(NOON, null).slots()).isEqualTo(Map.of("sonnet", 1));

    assertThat(bench.queue().started(claim, NOON)).isTrue();
    assertThat(bench.state(task)).isEqualTo(TaskState.RUNNING);
    assertThat(bench.queue().verifying(claim, NOON)).isTrue();
    assertThat(bench.state(task)).isEqualTo(TaskState.VERIFYING);
    assertThat(bench.queue().finish(claim, GOOD, NOON)).isTrue();
    assertThat(bench.state(task)).isEqualTo(TaskState.REVIEW);
    assertThat(bench.queue().snapshot(NOON, null).slotsTaken()).isZero();
  }

  @Test
  void F56_an_admission_is_good_for_one_claim() {
    Admission admission = bench.admission(bench.task("shop", "one"), WIDE);
    assertThat(bench.queue().claim(admission, NOON)).isPresent();
    assertThat(bench.queue().claim(admission, NOON)).isEmpty();
    assertThat(bench.queue().snapshot(NOON, null).slotsTaken()).isEqualTo(1);
  }

  @Test
  void F53_the_sum_of_all_classes_stays_within_max_agents() {
    CapacityLimits limits = new CapacityLimits(2, Map.of("opus", 5, "sonnet", 10));
    List<Optional<Claim>> claims =
        IntStream.range(0, 6)
            .mapToObj(i ->
                bench.task(
                    "shop", "t", model(i % 2 == 0 ? "claude-opus-5-5" : "claude-sonnet-5-5"), NOON))
            .map(task -> bench.queue().claim(bench.admission(task, limits), NOON))
            .toList();
    assertThat(claims).filteredOn(Optional::isPresent).hasSize(2);
  }

  @Test
  void F55_a_full_class_is_refused_at_the_claim_although_others_have_room() {
    CapacityLimits limits = new CapacityLimits(9, Map.of("opus", 9, "sonnet", 1));
    assertThat(bench.queue().claim(bench.admission(bench.task("shop", "a"), limits), NOON))
        .isPresent();
    String second = bench.task("shop", "b");
    assertThat(bench.queue().claim(bench.admission(second, limits), NOON)).isEmpty();
    Admission spilled = new Admission(second, 1, new Ceiling(9, "opus", 9), null, "here");
    assertThat(bench.queue().claim(spilled, NOON)).isEmpty();
  }

  @Test
  void F58_what_changed_after_the_decision_stops_the_claim() {
    Map<String, Runnable> changes =
        Map.of(
            "its project is paused",
            () -> bench.projects().set(new ProjectName("shop"), Project.Standing.PAUSED),
            "it is cancelled",
            () -> bench.move(last(), TaskMove.CANCEL),
            "it is changed",
            () ->
                bench
                    .tasks()
                    .change(last(), new TaskText("else", ""), TaskWishes.DEFAULT, "ann", NOON),
            "it is changed and approved again",
            () -> {
              bench
                  .tasks()
                  .change(last(), new TaskText("else", ""), TaskWishes.DEFAULT, "ann", NOON);
              bench.move(last(), TaskMove.APPROVE);
            },
            "admission is paused",
            () -> bench.admissions().pause(new AdmissionStanding.Pause("ann", "lunch", NOON)),
            "a start is confirmed",
            () -> bench.admissions().confine(bench.confirm("C1", 1).id()));
    changes.forEach((what, change) -> {
      aProject();
      Admission admission = bench.admission(bench.task("shop", "one"), WIDE);
      change.run();
      assertThat(bench.queue().claim(admission, NOON)).as(what).isEmpty();
      assertThat(bench.queue().snapshot(NOON, null).slotsTaken()).as(what).isZero();
    });
  }

  private String last() {
    return "T" + bench.tasks().list(Tasks.Filter.ALL, "", 100).size();
  }

  @Test
  void F58_only_queued_tasks_of_active_projects_are_candidates() {
    bench.project("paused", 1);
    bench.projects().set(new ProjectName("paused"), Project.Standing.PAUSED);
    String ready = bench.task("shop", "ready");
    bench.task("paused", "in a paused project");
    bench.move(bench.task("shop", "cancelled"), TaskMove.CANCEL);
    bench.add(
        List.of(WorkBench.draft("shop", "imported", TaskWishes.DEFAULT)),
        new Provenance(Origin.IMPORT, "ann", NOON));
    bench.task("shop", "waits for another", after(ready), NOON);
    bench.task("shop", "later", notBefore(NOON.plusSeconds(60)), NOON);

    assertThat(bench.ready(NOON)).containsExactly(ready);
    assertThat(bench.queue().waiting(NOON, null)).isEqualTo(new WaitingCounts(1, 1, 0, 1, 1, 1));
  }

  @Test
  void quarantined_tasks_can_not_be_claimed_until_somebody_approves_them() {
    String task =
        bench
            .add(
                List.of(WorkBench.draft("shop", "imported", TaskWishes.DEFAULT)),
                new Provenance(Origin.IMPORT, "ann", NOON))
            .getFirst()
            .id();
    assertThat(bench.tryClaim(task, NOON)).isEmpty();
    bench.move(task, TaskMove.APPROVE);
    assertThat(bench.tryClaim(task, NOON)).isPresent();
  }

  @Test
  void a_dependent_starts_once_what_it_waits_for_is_complete_and_not_before() {
    String first = bench.task("shop", "first");
    String other = bench.task("shop", "other");
    String both = bench.task("shop", "both", after(first, other), NOON);
    bench.work(first);
    bench.move(first, TaskMove.ACCEPT);
    assertThat(bench.tryClaim(both, NOON)).isEmpty();
    bench.work(other);
    assertThat(bench.tryClaim(both, NOON)).as("in review is not complete").isEmpty();
    bench.move(other, TaskMove.ACCEPT);
    assertThat(bench.ready(NOON)).containsExactly(both);
    assertThat(bench.tryClaim(both, NOON)).isPresent();
  }

  @Test
  void a_task_starts_at_its_time_and_not_a_millisecond_before() {
    String task = bench.task("shop", "later", notBefore(NOON.plusSeconds(60)), NOON);
    Instant early = NOON.plusSeconds(60).minusMillis(1);
    assertThat(bench.ready(early)).isEmpty();
    assertThat(bench.tryClaim(task, early)).isEmpty();
    assertThat(bench.ready(NOON.plusSeconds(60))).containsExactly(task);
    assertThat(bench.tryClaim(task, NOON.plusSeconds(60))).isPresent();
  }

  @Test
  void F59_a_reclaimed_attempt_can_neither_renew_nor_finish_nor_release_its_successors_slot() {
    String task = bench.task("shop", "one");
    Claim first = bench.claim(task, NOON);
    Instant over = first.leaseUntil();
    assertThat(bench.queue().unfinished("another-node", over.minusMillis(1))).isEmpty();
    assertThat(bench.queue().unfinished("another-node", over)).containsExactly(first);
    assertThat(bench.queue().finish(first, new TaskOutcome.Retry(over, "its node is gone"), over))
        .isTrue();
    Claim second = bench.claim(task, over);

    assertThat(second.token()).isGreaterThan(first.token());
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(bench.queue().renew(first, over)).isInstanceOf(RenewReply.Stop.class);
    assertThat(bench.queue().started(first, over)).isFalse();
    assertThat(bench.queue().verifying(first, over)).isFalse();
    assertThat(bench.queue().finish(first, GOOD, over)).isFalse();
    assertThat(bench.state(task)).isEqualTo(TaskState.ASSIGNED);
    assertThat(bench.queue().snapshot(over, null).slotsTaken()).isEqualTo(1);
  }

  @Test
  void F24_a_slot_is_released_once_and_by_its_own_token() {
    Claim claim = bench.claim(bench.task("shop", "one"), NOON);
    bench.claim(bench.task("shop", "two"), NOON);
    Claim forged =
        new Claim(
            claim.run(),
            claim.task(),
            claim.project(),
            1,
            claim.token() + 7,
            claim.leaseUntil(),
            claim.agent(),
            null);
    assertThat(bench.queue().finish(forged, GOOD, NOON)).isFalse();
    assertThat(bench.queue().finish(claim, new TaskOutcome.Failed("no"), NOON)).isTrue();
    assertThat(bench.queue().finish(claim, new TaskOutcome.Failed("no"), NOON)).isFalse();
    assertThat(bench.queue().snapshot(NOON, null).slotsTaken()).isEqualTo(1);
  }

  @Test
  void a_lease_is_lengthened_while_it_lasts_and_never_after() {
    Claim claim = bench.claim(bench.task("shop", "one"), NOON);
    Instant later = NOON.plusSeconds(29);
    assertThat(bench.queue().renew(claim, later))
        .isEqualTo(new RenewReply.Renewed(claim.until(later.plus(Duration.ofSeconds(30)))));
    assertThat(bench.queue().renew(claim, NOON.plusSeconds(58)))
        .isInstanceOf(RenewReply.Renewed.class);
    assertThat(bench.queue().renew(claim, NOON.plusSeconds(88)))
        .isInstanceOf(RenewReply.Stop.class);
  }

  @Test
  void F65_a_node_finds_its_own_unfinished_claims_after_a_restart() {
    Claim mine = bench.claim(bench.task("shop", "one"), NOON);
    assertThat(bench.queue().unfinished("here", NOON)).containsExactly(mine);
    assertThat(bench.queue().unfinished("there", NOON)).isEmpty();
  }

  @Test
  void F63_a_task_cancelled_while_it_runs_is_told_to_stop_and_stays_cancelled() {
    for (TaskOutcome outcome :
        List.of(
            GOOD,
            new TaskOutcome.Retry(NOON, "again"),
            new TaskOutcome.BlockedByBudget(NOON, "no money", false))) {
      String task = bench.task("shop", "one");
      Claim claim = bench.claim(task, NOON);
      bench.queue().started(claim, NOON);
      bench.move(task, TaskMove.CANCEL);
      assertThat(bench.queue().renew(claim, NOON))
          .isEqualTo(new RenewReply.Stop(task + " is cancelled"));
      assertThat(bench.queue().snapshot(NOON, null).slotsTaken())
          .as("until its run has ended")
          .isEqualTo(1);
      assertThat(bench.queue().finish(claim, outcome, NOON)).isTrue();
      assertThat(bench.state(task)).isEqualTo(TaskState.CANCELLED);
      assertThat(bench.get(task).progress().reason()).isEqualTo("cancelled by ann");
      assertThat(bench.tryClaim(task, NOON)).isEmpty();
      assertThat(bench.tasks().move(task, TaskMove.RETRY, "ann", NOON).toString())
          .contains("Refused");
    }
    assertThat(bench.queue().snapshot(NOON, null).slotsTaken()).isZero();
  }

  @Test
  void a_failed_attempt_is_retried_at_its_time_until_its_attempts_are_used_up() {
    String task = bench.task("shop", "one");
    Instant again = NOON.plusSeconds(40);
    bench
        .queue()
        .finish(bench.claim(task, NOON), new TaskOutcome.Retry(again, "exit code 1"), NOON);
    assertThat(bench.state(task)).isEqualTo(TaskState.QUEUED);
    assertThat(bench.tryClaim(task, again.minusMillis(1))).isEmpty();
    bench
        .queue()
        .finish(bench.claim(task, again), new TaskOutcome.Retry(again, "exit code 1"), again);
    assertThat(bench.state(task)).isEqualTo(TaskState.FAILED);
    assertThat(bench.get(task).progress().reason()).isEqualTo("exit code 1 (attempt 2 of 2)");

    bench.move(task, TaskMove.RETRY);
    assertThat(bench.claim(task, again).attempt()).as("the ordinal goes on").isEqualTo(3);
  }

  @Test
  void F71_what_succeeded_waits_for_a_person_and_never_runs_again_by_itself() {
    String task = bench.task("shop", "one");
    bench.work(task);
    Instant muchLater = NOON.plus(Duration.ofDays(30));
    assertThat(bench.state(task)).isEqualTo(TaskState.REVIEW);
    assertThat(bench.ready(muchLater)).isEmpty();
    assertThat(bench.tryClaim(task, muchLater)).isEmpty();
  }

  /// A claim that ends refused, with money again an hour later.
  private Instant refused(String task, Instant now, boolean isPause) {
    Instant frees = now.plus(Duration.ofHours(1));
    TaskOutcome outcome = new TaskOutcome.BlockedByBudget(frees, "exhausted", isPause);
    bench.queue().finish(bench.claim(task, now), outcome, now);
    assertThat(bench.ready(now)).isEmpty();
    return frees;
  }

  @Test
  void F95_a_task_refused_money_goes_on_by_itself_three_times_and_then_waits_for_a_person() {
    String task = bench.task("shop", "one");
    Instant now = NOON;
    for (int i = 0; i < WorkQueue.MOST_BUDGET_STOPS; i++) {
      now = refused(task, now, false);
      assertThat(bench.state(task)).isEqualTo(TaskState.QUEUED);
      assertThat(bench.get(task).progress().setbacks().failures()).as("it did not fail").isZero();
    }
    now = refused(task, now, false);
    assertThat(bench.state(task)).isEqualTo(TaskState.BLOCKED);
    assertThat(bench.ready(now.plus(Duration.ofDays(9)))).isEmpty();
  }

  @Test
  void a_task_that_gets_something_done_now_and_then_goes_on_as_often_as_money_comes() {
    String task = bench.task("shop", "one");
    Instant now = NOON;
    for (int i = 0; i < 3 * WorkQueue.MOST_BUDGET_STOPS; i++) {
      now = refused(task, now, i % WorkQueue.MOST_BUDGET_STOPS == 0);
      assertThat(bench.state(task)).isEqualTo(TaskState.QUEUED);
    }
  }

  @Test
  void an_interrupted_attempt_counts_as_no_failure_and_goes_on_at_once() {
    String task = bench.task("shop", "one");
    interrupt(task, WorkQueue.MOST_INTERRUPTIONS - 1);
    assertThat(bench.state(task)).isEqualTo(TaskState.QUEUED);
    assertThat(bench.ready(NOON)).containsExactly(task);

    TaskOutcome failed = new TaskOutcome.Retry(NOON, "exit code 1");
    bench.queue().finish(bench.claim(task, NOON), failed, NOON);
    assertThat(bench.state(task)).as("its first failure of two").isEqualTo(TaskState.QUEUED);
    assertThat(bench.get(task).progress().setbacks()).isEqualTo(new Setbacks(1, 0, 0));

    interrupt(task, WorkQueue.MOST_INTERRUPTIONS - 1);
    assertThat(bench.state(task)).as("the row began anew").isEqualTo(TaskState.QUEUED);
  }

  @Test
  void a_task_interrupted_too_often_in_a_row_waits_for_a_person() {
    String task = bench.task("shop", "one");
    interrupt(task, WorkQueue.MOST_INTERRUPTIONS);
    assertThat(bench.state(task)).isEqualTo(TaskState.BLOCKED);
    assertThat(bench.get(task).progress().reason())
        .isEqualTo(
            "the daemon ended while it ran (interrupted 5 times in a row: it may be what ends the"
                + " daemon; 'task retry' queues it again)");
    assertThat(bench.ready(NOON.plus(Duration.ofDays(9)))).isEmpty();

    bench.move(task, TaskMove.RETRY);
    assertThat(bench.get(task).progress().setbacks()).isEqualTo(Setbacks.NONE);
    assertThat(bench.ready(NOON)).containsExactly(task);
  }

  private void interrupt(String task, int times) {
    TaskOutcome interrupted = new TaskOutcome.Interrupted("the daemon ended while it ran");
    for (int i = 0; i < times; i++) {
      assertThat(bench.queue().finish(bench.claim(task, NOON), interrupted, NOON)).isTrue();
    }
  }

  @Test
  void priority_goes_first_until_somebody_has_waited_an_hour_longer_for_each_step() {
    String old =
        bench.task("shop", "old", priority(0), NOON.minus(Duration.ofHours(4)).minusSeconds(1));
    String middle = bench.task("shop", "middle", priority(4), NOON);
    String high = bench.task("shop", "high", priority(9), NOON);
    assertThat(bench.ready(NOON)).containsExactly(high, old, middle);
  }

  @Test
  void F82_what_is_added_after_a_confirmed_start_waits() {
    String first = bench.task("shop", "first");
    String second = bench.task("shop", "second");
    TaskSet seen = bench.admissions().taskSet();
    assertThat(seen.tasks()).isEqualTo(2);
    bench.admissions().confine(bench.confirm("C1", 2).id());
    String third = bench.task("shop", "third");

    assertThat(bench.ready(NOON, "C1")).containsExactly(first, second);
    assertThat(bench.tryClaim(third, NOON)).isEmpty();
    assertThat(bench.claim(first, NOON).confirmation()).isEqualTo("C1");
    assertThat(bench.queue().waiting(NOON, "C1").unconfirmed()).isEqualTo(1);
  }

  @Test
  void a_confirmed_start_tries_what_was_refused_money_at_once_and_nothing_else_early() {
    Instant later = NOON.plus(Duration.ofHours(1));
    String refused = bench.task("shop", "refused money");
    String failed = bench.task("shop", "failed");
    bench
        .queue()
        .finish(
            bench.claim(refused, NOON), new TaskOutcome.BlockedByBudget(later, "no", false), NOON);
    bench.queue().finish(bench.claim(failed, NOON), new TaskOutcome.Retry(later, "broke"), NOON);
    assertThat(bench.ready(NOON)).isEmpty();

    bench.confirm("C1", 2);

    assertThat(bench.ready(NOON, "C1")).containsExactly(refused);
  }

  @Test
  void F82_a_confirmation_is_refused_where_the_queue_is_not_what_was_looked_at() {
    bench.task("shop", "first");
    TaskSet seen = bench.admissions().taskSet();
    bench.move("T1", TaskMove.CANCEL);
    bench.task("shop", "another, and as many as before");
    Confirmation confirmation = Confirmation.of("C1", Money.ofUsd("3"), 1, "ann", NOON);
    assertThat(bench.admissions().confirm(confirmation, seen, NOON))
        .isInstanceOf(Admissions.ConfirmReply.Refused.class);
    TaskSet again = bench.admissions().taskSet();
    assertThat(bench.admissions().confirm(confirmation, again, NOON.plus(Confirmation.VALID)))
        .as("expired")
        .isInstanceOf(Admissions.ConfirmReply.Refused.class);
    assertThat(bench.admissions().confirmation("C1")).isEmpty();
  }

  @Test
  void F98_a_change_returns_a_confirmed_task_to_approval_and_out_of_its_confirmation() {
    String task = bench.task("shop", "first");
    bench.admissions().confine(bench.confirm("C1", 1).id());
    bench
        .tasks()
        .change(task, new TaskText("first, and more", ""), TaskWishes.DEFAULT, "eve", NOON);
    assertThat(bench.state(task)).isEqualTo(TaskState.QUARANTINED);
    bench.move(task, TaskMove.APPROVE);
    assertThat(bench.ready(NOON, "C1")).isEmpty();
    assertThat(bench.tryClaim(task, NOON)).isEmpty();
  }

  @Test
  void a_pause_is_kept_with_its_reason_until_somebody_resumes() {
    AdmissionStanding.Pause pause = new AdmissionStanding.Pause("ann", "lunch", NOON);
    bench.admissions().pause(pause);
    assertThat(bench.admissions().standing().pause()).isEqualTo(pause);
    assertThat(bench.admissions().resume()).isTrue();
    assertThat(bench.admissions().resume()).isFalse();
    assertThat(bench.admissions().standing()).isEqualTo(AdmissionStanding.OPEN);
  }

  @Test
  void each_class_of_a_project_has_its_head_in_the_snapshot_however_many_wait_in_another() {
    for (int i = 0; i < 30; i++) {
      bench.task("shop", "opus", model("claude-opus-5-5"), NOON);
    }
    String last = bench.task("shop", "sonnet", TaskWishes.DEFAULT, NOON.plusSeconds(1));
    assertThat(bench.ready(NOON)).hasSize(QueueSnapshot.MOST_OF_A_CLASS + 1).contains(last);
  }

  @Test
  void turns_follow_the_weights_and_a_project_that_was_idle_has_saved_none_up() {
    bench.project("heavy", 3);
    for (int i = 0; i < 12; i++) {
      bench.task("heavy", "h");
      bench.task("shop", "s");
    }
    assertThat(served(8))
        .containsExactly("heavy", "shop", "heavy", "heavy", "heavy", "shop", "heavy", "heavy");

    bench.project("idle", 1);
    bench.task("idle", "i1");
    bench.task("idle", "i2");
    assertThat(served(6)).filteredOn("idle"::equals).hasSizeLessThanOrEqualTo(2);
    assertThat(served(2)).as("nobody is shut out").isNotEmpty();
  }

  private List<String> served(int turns) {
    List<String> served = new ArrayList<>();
    for (int i = 0; i < turns; i++) {
      ProjectHead head =
          bench.queue().snapshot(NOON, null).heads().stream()
              .filter(h -> !h.candidates().isEmpty())
              .min(Comparator.comparingLong(ProjectHead::pass).thenComparing(ProjectHead::project))
              .orElseThrow();
      bench.work(head.candidates().getFirst().task());
      served.add(head.project());
    }
    return served;
  }
}
