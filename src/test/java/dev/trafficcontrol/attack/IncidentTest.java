package dev.trafficcontrol.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.testing.Attacks;
import dev.trafficcontrol.testing.Needs;
import dev.trafficcontrol.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The incident this program exists for, as an attack on it: 71 stale tasks, 15 agents at once, and
/// money for a third of the work. Everything is real but the provider, whose bill is the judge.
@Needs(Program.PERL)
class IncidentTest {

  private static final Money LIMIT = Money.ofUsd("10");
  private static final Money MOST_OF_IT = Money.ofUsd("9");
  private static final int TASKS = 71;
  private static final int AGENTS = 15;

  @TempDir Path folder;

  static LongStream seeds() {
    return Attacks.seeds(3, 20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void F01_F53_F62_fifteen_agents_with_71_tasks_spend_their_ten_dollars_and_not_a_cent_more(
      long seed) throws Exception {
    try (DaemonUnderAttack target = new DaemonUnderAttack(folder, Staff.spending(), LIMIT, seed)) {
      target.approved(Files.writeString(folder.resolve("stale.md"), Incident.queue(TASKS)));
      target.referee.gather(AGENTS);
      Incident incident = new Incident(target, LIMIT, TASKS, seed);

      incident.run();

      DeadHome after = DeadHome.read(target.home);
      System.out.printf(
          "seed %d, isolation %s: bill %s, book %s, limit %s; %d looks, %d agents, at once %s; kills %s%n",
          seed,
          incident.isolation(),
          target.provider.bill(),
          after.book().spent(),
          LIMIT,
          incident.looks(),
          target.referee.runs(),
          target.referee.mostAtOnce(),
          incident.done);
      assertThat(incident.stillDue()).as("kills that found nobody").isEmpty();
      checkMoney(target, after);
      checkAgents(target);
      checkTasks(after);
      checkWhatIsLeft(target, after);
    }
  }

  private static void checkMoney(DaemonUnderAttack target, DeadHome after) throws IOException {
    Money bill = target.provider.bill();
    assertThat(bill).as("the provider's bill, against the limit").isLessThanOrEqualTo(LIMIT);
    assertThat(bill)
        .as("the provider's bill, against the book")
        .isLessThanOrEqualTo(after.charged());
    assertThat(after.charged()).as("the book, against the limit").isLessThanOrEqualTo(LIMIT);
    assertThat(bill).as("what the limit allows can be used").isGreaterThanOrEqualTo(MOST_OF_IT);
    assertThat(after.open()).as("holds that nobody ended").isEmpty();
    assertThat(target.verifies()).as("ledger verify").isTrue();
  }

  private static void checkAgents(DaemonUnderAttack target) {
    assertThat(target.referee.mostAtOnce())
        .as("most agents at once: the sum is reached and never passed, whatever the classes allow")
        .containsEntry(Referee.ALL, AGENTS)
        .containsEntry(Incident.OPUS, 5)
        .hasEntrySatisfying(Incident.SONNET, most -> assertThat(most).isLessThanOrEqualTo(10))
        .hasEntrySatisfying(Incident.HAIKU, most -> assertThat(most).isLessThanOrEqualTo(3));
    assertThat(target.referee.runs())
        .as("agents that worked: whoever ends makes room for the next")
        .isGreaterThan(AGENTS);
  }

  private static void checkTasks(DeadHome after) {
    assertThat(after.tasks()).as("tasks that are still there").hasSize(TASKS);
    assertThat(after.tasks())
        .as("no task fails or waits for a person because of what happened to others")
        .filteredOn(task -> task.state() != TaskState.REVIEW)
        .filteredOn(task -> task.state() != TaskState.QUEUED)
        .isEmpty();
    assertThat(after.tasks())
        .as("a limit that is hit stops dispatch: much of the queue was never started")
        .filteredOn(task -> task.progress().attempts() == 0)
        .hasSizeGreaterThan(TASKS / 4);
  }

  private static void checkWhatIsLeft(DaemonUnderAttack target, DeadHome after) throws IOException {
    assertThat(after.claims()).as("claims that nobody finished").isEmpty();
    assertThat(Leftovers.of(target.home)).as("processes left over").isEmpty();
    assertThat(target.repository.git("worktree", "list").lines())
        .as("worktrees: the owner's own")
        .hasSize(1);
    assertThat(target.repository.git("status", "--porcelain")).as("the owner's checkout").isEmpty();
  }
}
