package dev.trafficcontrol.scheduler;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.capacity.ModelClass;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.task.AgentWish;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskDraft;
import dev.trafficcontrol.task.TaskMove;
import dev.trafficcontrol.task.TaskWishes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// One night of a daemon that dies now and then: tasks come, agents end as agents do, somebody
/// pauses, cancels and trips the breaker. The scheduler, its loop and the queue are the real ones;
/// who is at work is counted here, apart from them.
final class CapacityNight {

  private static final int STEPS = 24;
  private static final String NODE = "here";
  private static final List<String> MODELS =
      List.of("claude-opus-5-5", "claude-sonnet-5-5", "gpt-6-mini");

  /// @param mostAtOnce agents at work
  /// @param allowed by `max-agents`
  record Seen(int mostAtOnce, int allowed) {}

  private final WorkBench bench;
  private final long seed;
  private final Random random;
  private final CapacityLimits limits;
  private final List<String> projects;
  private final Map<String, Claim> atWork = new HashMap<>();
  private final List<String> tasks = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private BreakerState breaker = BreakerState.CLOSED;
  private Instant now = WorkBench.NOON;
  private SchedulerLoop loop;
  private int mostAtOnce;

  CapacityNight(WorkBench bench, long seed) {
    this.bench = bench;
    this.seed = seed;
    this.random = new Random(seed);
    this.limits =
        new CapacityLimits(
            1 + random.nextInt(4),
            Map.of("opus", random.nextInt(6), "sonnet", 1 + random.nextInt(10)));
    this.loop = loop(this::hand);
    this.projects = random.nextInt(4) == 0 ? List.of("shop", "site") : List.of("shop");
    projects.forEach(project -> bench.project(project, 1 + random.nextInt(3)));
    bench.admissions().resume();
    add(12, TaskWishes.NORMAL);
  }

  Seen pass() {
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(12)) {
        case 0 -> add(2, random.nextInt(TaskWishes.HIGHEST));
        case 1, 2, 3, 4 -> tick();
        case 5, 6, 7 -> end();
        case 8 -> now = now.plusSeconds(random.nextInt(1_200));
        case 9 -> somebodyActs();
        case 10 -> moveBreaker();
        default -> die();
      }
    }
    return new Seen(mostAtOnce, limits.maxAgents());
  }

  private void add(int count, int priority) {
    List<TaskDraft> drafts = Stream.generate(() -> draft(priority)).limit(count).toList();
    bench.add(drafts, new Provenance(Origin.PERSON, "ann", now)).stream()
        .map(Task::id)
        .forEach(tasks::add);
  }

  private TaskDraft draft(int priority) {
    AgentWish agent = new AgentWish(null, MODELS.get(random.nextInt(MODELS.size())));
    return WorkBench.draft(
        projects.get(random.nextInt(projects.size())),
        "t",
        new TaskWishes(agent, priority, null, List.of(), 2, null));
  }

  /// The decision itself leaves room, besides what the claim checks again.
  private void tick() {
    story.add("tick");
    int before = atWork.size();
    try {
      Plan plan = loop.tick().orElseThrow().plan();
      if (!plan.admissions().isEmpty() && before + plan.admissions().size() > allowed()) {
        throw new AssertionError(before + " at work, and admitted " + plan.admissions() + told());
      }
    } catch (NoPlace givenBack) {
      story.add("no place");
    }
  }

  /// Where claims go. Urgent tasks, and another look that starts them while this one hands over,
  /// make the rest of its plan stale.
  private void hand(Claim claim) {
    if (random.nextInt(12) == 0) {
      throw new NoPlace();
    }
    begin(claim);
    if (random.nextInt(4) == 0) {
      story.add("another look meanwhile");
      add(3, TaskWishes.HIGHEST);
      loop(this::begin).tick();
    }
  }

  private void begin(Claim claim) {
    atWork.put(claim.run(), claim);
    mostAtOnce = Math.max(mostAtOnce, atWork.size());
    story.add("began " + claim.run() + " " + claim.agent().model());
    String modelClass = ModelClass.of(claim.agent().model());
    long ofClass =
        atWork.values().stream()
            .filter(each -> ModelClass.of(each.agent().model()).equals(modelClass))
            .count();
    long ofTask = atWork.values().stream().filter(each -> each.task().equals(claim.task())).count();
    if (atWork.size() > allowed() || ofClass > limits.of(modelClass) || ofTask > 1) {
      throw new AssertionError(
          "%d at work, %d of %s, %d of %s; allowed are %s%s"
              .formatted(atWork.size(), ofClass, modelClass, ofTask, claim.task(), limits, told()));
    }
  }

  private int allowed() {
    return conditions().limitsNow().maxAgents();
  }

  private void end() {
    if (atWork.isEmpty()) {
      return;
    }
    Claim claim = List.copyOf(atWork.values()).get(random.nextInt(atWork.size()));
    if (random.nextBoolean() && bench.queue().started(claim, now) && random.nextBoolean()) {
      bench.queue().verifying(claim, now);
    }
    atWork.remove(claim.run());
    finish(claim, outcome());
    if (random.nextInt(4) == 0 && bench.queue().finish(claim, outcome(), now)) {
      throw new AssertionError(claim.run() + " ended twice" + told());
    }
  }

  private TaskOutcome outcome() {
    return switch (random.nextInt(5)) {
      case 0 -> new TaskOutcome.ReadyForReview("good");
      case 1 -> new TaskOutcome.Retry(now.plus(Duration.ofMinutes(1)), "again");
      case 2 -> new TaskOutcome.BlockedByBudget(now.plus(Duration.ofMinutes(5)), "no money", false);
      case 3 -> new TaskOutcome.Interrupted("stopped");
      default -> new TaskOutcome.Failed("no");
    };
  }

  private void finish(Claim claim, TaskOutcome outcome) {
    story.add("ended " + claim.run() + " " + outcome.getClass().getSimpleName());
    if (!bench.queue().finish(claim, outcome, now)) {
      throw new AssertionError(claim.run() + " could not be ended" + told());
    }
  }

  private void somebodyActs() {
    String task = tasks.get(random.nextInt(tasks.size()));
    switch (random.nextInt(4)) {
      case 0 -> bench.admissions().pause(new AdmissionStanding.Pause("ann", "lunch", now));
      case 1 -> bench.admissions().resume();
      case 2 -> bench.tasks().move(task, TaskMove.CANCEL, "ann", now);
      default -> bench.tasks().move(task, TaskMove.RETRY, "ann", now);
    }
  }

  private void moveBreaker() {
    breaker =
        switch (breaker) {
          case BreakerState.Closed _ ->
              new BreakerState.Open(TripKind.SOFT, "burn", "monitor", now);
          case BreakerState.Open _ -> new BreakerState.HalfOpen("reset-1", "looked", "ann", now);
          case BreakerState.HalfOpen _ -> BreakerState.CLOSED;
        };
    story.add("breaker " + breaker.getClass().getSimpleName());
  }

  /// The daemon dies, perhaps between a claim and its agent, and the next one does what a boot
  /// does, perhaps dying in the middle of it: what is still alive is ended first.
  private void die() {
    story.add("died");
    Scheduler.decide(bench.queue().snapshot(now, null), conditions(), _ -> Optional.empty())
        .admissions()
        .stream()
        .limit(random.nextInt(2))
        .forEach(admission -> bench.queue().claim(admission, now));
    List<Claim> left = bench.queue().unfinished(NODE, now);
    left.stream().limit(random.nextInt(left.size() + 1)).forEach(this::reconcile);
    bench.queue().unfinished(NODE, now).forEach(this::reconcile);
    if (!atWork.isEmpty()) {
      throw new AssertionError("a boot overlooked " + atWork.keySet() + told());
    }
    loop = loop(this::hand);
  }

  private void reconcile(Claim claim) {
    atWork.remove(claim.run());
    finish(claim, new TaskOutcome.Interrupted("the daemon died"));
  }

  private SchedulerLoop loop(RunStarter runs) {
    return new SchedulerLoop(
        bench.queue(), this::conditions, _ -> Optional.empty(), runs, () -> now);
  }

  private Conditions conditions() {
    return new Conditions(
        Map.of(Scope.GLOBAL, breaker),
        limits,
        bench.admissions().standing(),
        NODE,
        UnaryOperator.identity());
  }

  private String told() {
    return "; seed " + seed + ": " + story;
  }

  /// The one failure of a hand-over that is expected here.
  private static final class NoPlace extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
