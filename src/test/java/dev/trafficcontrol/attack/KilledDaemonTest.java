package dev.trafficcontrol.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.testing.Attacks;
import dev.trafficcontrol.testing.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole daemon is killed, at each step of calls and runs and at random moments, with agents at
/// work and others spending through its gateway; and started again, until the work is done.
class KilledDaemonTest {

  /// In this order, so that few kills meet what is most telling.
  private static final List<Doom.Step> STEPS =
      List.of(
          Doom.Step.AFTER_SPAWN,
          Doom.Step.BEFORE_HOLD,
          Doom.Step.NEVER,
          Doom.Step.AFTER_VERIFY,
          Doom.Step.BEFORE_SETTLE,
          Doom.Step.BEFORE_SPAWN,
          Doom.Step.AFTER_HOLD,
          Doom.Step.AFTER_FINISH,
          Doom.Step.AFTER_FORWARD,
          Doom.Step.BEFORE_VERIFY,
          Doom.Step.NEVER,
          Doom.Step.AFTER_SETTLE,
          Doom.Step.BEFORE_FORWARD,
          Doom.Step.FIRST_BYTE,
          Doom.Step.BEFORE_CLAIM,
          Doom.Step.AFTER_CLAIM,
          Doom.Step.BEFORE_FINISH);

  private static final int CLIENTS = 4;
  private static final int WAITING_TASKS = 4;
  private static final Money PER_KILL = Money.ofUsd("0.10");

  /// Little enough that those who spend meet their limit in most lives.
  private static final Money LOAD_PER_KILL = Money.ofUsd("0.03");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LAST_PATIENCE = Duration.ofMinutes(5);
  private static final int STEP_PATIENCE_MILLIS = 15_000;
  private static final int LONGEST_LIFE_MILLIS = 1_500;

  @TempDir Path folder;
  private final Random random = new Random(Long.getLong("trafficcontrol.seed", 1));
  private final Set<String> acknowledgedTasks = new HashSet<>();
  private final Map<Doom.Step, Integer> deaths = new EnumMap<>(Doom.Step.class);
  private int interruptedTooOften;

  @Test
  void F18_whenever_the_daemon_is_killed_nothing_is_lost_or_done_twice_or_left_or_overspent()
      throws Exception {
    int kills = Attacks.times(10, 200);
    Money limit = PER_KILL.times(kills);
    try (DaemonUnderAttack target = new DaemonUnderAttack(folder, Staff.reporting(), limit, 1)) {
      Facts key = target.key();
      try (RestlessFleet _ =
          RestlessFleet.forEver(target.gateway, key.text("key"), Staff.CHEAP_MODEL, CLIENTS, 1)) {
        DeadHome dead = DeadHome.read(target.home);
        for (int kill = 1; kill <= kills; kill++) {
          Doom.Step step = STEPS.get((kill - 1) % STEPS.size());
          Money load = LOAD_PER_KILL.times(kill);
          String when = "kill " + kill + " " + step;
          boolean wasUp = liveOnce(target, dead, step, isolation(kill), budget(key, load));
          dead = check(target, dead, wasUp, limit, when);
        }
      }
      finish(target, limit);
    }
  }

  private static String isolation(int kill) {
    return kill % 2 == 0 && Program.BUBBLEWRAP.works() ? "sandbox" : "none";
  }

  private static Request budget(Facts key, Money limit) {
    return Request.to("budget set")
        .with("scope", "key:" + key.text("id"))
        .with("window", "total")
        .with("limit", limit.toUsd());
  }

  /// Starts a daemon, gives it work, and sees it die. Returns whether it ever answered.
  private boolean liveOnce(
      DaemonUnderAttack target, DeadHome before, Doom.Step step, String isolation, Request budget)
      throws IOException, InterruptedException {
    int occurrence = 1 + random.nextInt(step.isOfACall() ? 10 : 2);
    int moment = random.nextInt(LONGEST_LIFE_MILLIS);
    try (DaemonUnderAttack.Life life = target.begin(step, occurrence, isolation)) {
      boolean inItsBoot = step == Doom.Step.NEVER && random.nextInt(3) == 0;
      boolean wasUp = !inItsBoot && life.comesUp();
      if (wasUp) {
        assertThat(Leftovers.of(target.home)).as("processes of daemons before").isEmpty();
        giveWork(life, before, budget);
      }
      boolean byItself =
          life.process().endsWithin(step == Doom.Step.NEVER ? moment : STEP_PATIENCE_MILLIS);
      deaths.merge(byItself ? step : Doom.Step.NEVER, 1, Integer::sum);
      return wasUp;
    }
  }

  private void giveWork(DaemonUnderAttack.Life life, DeadHome before, Request budget) {
    life.ask(budget);
    for (Task task : before.tasks()) {
      if (task.state() == TaskState.BLOCKED) {
        life.ask(Request.to("task retry").with("id", task.id()));
      }
    }
    long waiting = before.tasks().stream().filter(task -> task.state() != TaskState.REVIEW).count();
    for (long i = waiting; i < WAITING_TASKS; i++) {
      Request add =
          Request.to("task add")
              .with("title", "Make number " + random.nextInt(Integer.MAX_VALUE))
              .with("project", "shop");
      life.ask(add).ifPresent(task -> acknowledgedTasks.add(task.text("id")));
    }
    life.ask(start().with("background", true));
  }

  private static Request start() {
    return Request.to("start").with("confirm-up-to", "900").with("confirm-tasks", 900);
  }

  /// With the daemon dead, before another one has put anything in order.
  private DeadHome check(
      DaemonUnderAttack target, DeadHome before, boolean wasUp, Money limit, String when)
      throws IOException {
    await().atMost(PATIENCE).until(() -> target.provider.open() == 0);
    Money bill = target.provider.bill();
    DeadHome dead = DeadHome.read(target.home);
    System.out.printf(
        "%-22s bill %s, book %s (of which %s open), limit %s, %d tasks, %d runs%n",
        when,
        bill,
        dead.charged(),
        dead.book().held(),
        limit,
        dead.tasks().size(),
        dead.runs().size());
    assertThat(bill).as(when).isLessThanOrEqualTo(dead.charged());
    assertThat(dead.charged()).as(when).isLessThanOrEqualTo(limit);
    assertThat(dead.book().budgets())
        .as(when)
        .allSatisfy(budget -> {
          if (budget.limit() instanceof Limit.Capped(Money most)) {
            assertThat(budget.spent().plus(budget.held())).isLessThanOrEqualTo(most);
          }
        });
    assertThat(dead.everHeld()).as(when).containsAll(target.acknowledged.all());
    if (wasUp) {
      assertThat(before.open())
          .as("%s: the boot ends what was open", when)
          .noneMatch(dead.open()::contains);
    }
    checkTasks(target, dead, when);
    return dead;
  }

  private void checkTasks(DaemonUnderAttack target, DeadHome dead, String when) {
    assertThat(target.referee.fouls()).as(when).isEmpty();
    assertThat(dead.tasks()).extracting(Task::id).as(when).containsAll(acknowledgedTasks);
    Set<String> claimed = dead.claims().stream().map(Claim::task).collect(Collectors.toSet());
    assertThat(claimed).as("%s: one claim a task", when).hasSameSizeAs(dead.claims());
    for (Task task : dead.tasks()) {
      String what = when + ": " + task.id() + " " + task.progress();
      assertThat(claimed.contains(task.id())).as(what).isEqualTo(task.state().isLive());
      assertThat(task.state()).as(what).isNotIn(TaskState.FAILED, TaskState.CANCELLED);
      if (task.state() == TaskState.BLOCKED) {
        assertThat(task.progress().reason()).contains("interrupted 5 times in a row");
        interruptedTooOften++;
      }
    }
  }

  /// A last daemon works off what is left.
  private void finish(DaemonUnderAttack target, Money limit) throws Exception {
    DeadHome before = DeadHome.read(target.home);
    try (DaemonUnderAttack.Life last = target.begin(Doom.Step.NEVER, 1, isolation(0))) {
      assertThat(last.comesUp()).isTrue();
      assertThat(Leftovers.of(target.home)).isEmpty();
      before.tasks().stream()
          .filter(task -> task.state() == TaskState.BLOCKED)
          .forEach(task -> last.ask(Request.to("task retry").with("id", task.id())));
      Request work = start().with("until-idle", true);
      assertThat(CompletableFuture.supplyAsync(() -> last.ask(work)))
          .succeedsWithin(LAST_PATIENCE)
          .extracting(facts -> facts.map(done -> done.text("ended")))
          .isEqualTo(Optional.of("done"));
      last.ask(Request.to("stop"));
      assertThat(last.process().endsWithin(PATIENCE.toMillis())).isTrue();
    }
    DeadHome done = check(target, before, true, limit, "the end");
    assertThat(done.open()).isEmpty();
    assertThat(done.claims()).isEmpty();
    assertThat(Leftovers.of(target.home)).isEmpty();
    assertThat(done.tasks())
        .isNotEmpty()
        .allSatisfy(task -> assertThat(task.state()).isEqualTo(TaskState.REVIEW));
    assertThat(target.verifies()).isTrue();
    checkBranches(target, done);
    System.out.printf(
        "deaths %s; %d agents, %d acknowledged holds, %d times blocked after five interruptions%n",
        deaths, target.referee.runs(), target.acknowledged.all().size(), interruptedTooOften);
  }

  /// Each task's work is on the branch of its last run, whatever became of the others.
  private static void checkBranches(DaemonUnderAttack target, DeadHome done) throws IOException {
    for (Task task : done.tasks()) {
      RunRecord last =
          done.runs().stream()
              .filter(run -> run.claim().task().equals(task.id()))
              .max(Comparator.comparingInt(run -> run.claim().attempt()))
              .orElseThrow();
      String branch = last.place().orElseThrow().branch().orElseThrow().name();
      assertThat(target.repository.git("show", branch + ":made.txt"))
          .isEqualTo(task.text().title());
    }
    assertThat(target.repository.git("worktree", "list").lines()).hasSize(1);
    assertThat(target.repository.git("status", "--porcelain")).isEmpty();
  }
}
