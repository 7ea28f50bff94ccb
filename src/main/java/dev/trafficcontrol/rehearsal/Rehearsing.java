package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.ledger.BrokenInvariant;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.CloseAttempt;
import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerFork;
import dev.trafficcontrol.ledger.OpenAttempt;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.BurnWatch;
import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.AfterAttempt;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.rehearsal.Performance.Ending;
import dev.trafficcontrol.rehearsal.Performance.Part;
import dev.trafficcontrol.scheduler.Conditions;
import dev.trafficcontrol.scheduler.DeferReason;
import dev.trafficcontrol.scheduler.Deferral;
import dev.trafficcontrol.scheduler.Plan;
import dev.trafficcontrol.scheduler.Scheduler;
import dev.trafficcontrol.task.TaskProgress;
import dev.trafficcontrol.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One rehearsal under way: an event loop in virtual time around the real scheduler and ledger.
///
/// Burn is judged whenever a call ends, not each half second: between two ends it only grows by
/// what the second of them brings.
final class Rehearsing {

  /// Who plans for longer has other questions.
  static final Duration LONGEST = Duration.ofDays(90);

  /// As long as the real one waits where time alone frees nothing: a person may have raised it.
  private static final Duration UNTIL_SOMEBODY_RAISES = Duration.ofHours(1);

  private static final Duration PASSING = Duration.ofSeconds(5);

  private final RehearsalScene scene;
  private final Witness witness;
  private final LedgerFork ledger;
  private final WaitingLanes lanes;
  private final RehearsedMoney money;
  private final BurnWatch burn;
  private final Map<String, RehearsedRun> runs = new LinkedHashMap<>();
  private final Set<RehearsedRun> inFlight = new LinkedHashSet<>();
  private final Map<HoldId, RehearsedRun> inLine = new HashMap<>();
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
  private final Set<Instant> looks = new HashSet<>();
  private Instant lastEnd;
  private @Nullable TripBreaker trip;
  private Money cost = Money.ZERO;
  private long numbers;
  private boolean lookAgain = true;
  private int peak;
  private int calls;

  private record Due(Instant at, long number, Runnable what) {}

  /// Sees the ledger after each instant.
  interface Witness {

    Witness NOBODY = _ -> {};

    void after(LedgerFork ledger);
  }

  Rehearsing(
      RehearsalScene scene, List<RehearsedTask> tasks, List<Workload> works, Witness witness) {
    this.scene = scene;
    this.witness = witness;
    this.ledger = new LedgerFork(scene.ledger(), scene.begin());
    this.lanes = new WaitingLanes(scene.weights());
    this.money = new RehearsedMoney(ledger, scene.charged());
    this.burn = new BurnWatch(scene.trips());
    this.lastEnd = ledger.now();
    for (int i = 0; i < tasks.size(); i++) {
      runs.put(tasks.get(i).id(), new RehearsedRun(tasks.get(i), works.get(i)));
      money.willAsk(tasks.get(i).id(), works.get(i).worst());
    }
    scene.ledger().deadlines().forEach(this::lookAt);
    lookAt(ledger.now());
    runs.values().forEach(this::line);
  }

  private void line(RehearsedRun run) {
    for (String other : run.task.after()) {
      RehearsedRun before = runs.get(other);
      if (before != null) {
        before.followers.add(run);
        run.unmet++;
      }
    }
    if (run.unmet == 0) {
      whenReady(run);
    }
  }

  Performance play() {
    Instant latest = ledger.now().plus(LONGEST);
    while (!due.isEmpty() && trip == null && due.element().at().isBefore(latest)) {
      step(due.element().at());
      witness.after(ledger);
    }
    if (trip != null) {
      List.copyOf(inFlight).forEach(run -> settle(run, run.meteredAt(ledger.now())));
      witness.after(ledger);
    }
    lanes.giveUp();
    runs.values().stream()
        .filter(run -> run.unmet > 0)
        .forEach(run -> run.waited.put(WaitCause.DEPENDENCY, sinceBegin()));
    return new Performance(
        ending(),
        lastEnd,
        cost,
        peak,
        runs.values().stream().map(RehearsedRun::part).toList(),
        money.usedUp(),
        calls);
  }

  private Ending ending() {
    List<RehearsedRun> left =
        runs.values().stream().filter(run -> run.state != Part.State.DONE).toList();
    if (trip != null) {
      return new Ending.Tripped(trip.scope(), trip.reason());
    }
    if (left.isEmpty()) {
      return new Ending.AllDone();
    }
    return due.isEmpty()
        ? new Ending.Stuck(left.size(), decisive(left))
        : new Ending.TooLong(left.size());
  }

  /// Whoever waits for money or a person waits for a slot as well: that is not what stops it.
  private static List<WaitCause> decisive(List<RehearsedRun> left) {
    List<WaitCause> all =
        left.stream().flatMap(run -> run.waited.keySet().stream()).distinct().toList();
    List<WaitCause> hard =
        all.stream()
            .filter(cause ->
                cause.kind() == WaitCause.Kind.BUDGET || cause.kind() == WaitCause.Kind.BREAKER)
            .toList();
    return hard.isEmpty() ? all : hard;
  }

  private void step(Instant at) {
    Instant now = at.isBefore(ledger.now()) ? ledger.now() : at;
    lanes.passTime(Duration.between(ledger.now(), now));
    ledger.advance(now);
    while (!due.isEmpty() && !due.element().at().isAfter(now) && trip == null) {
      due.remove().what().run();
    }
    hear();
    while (lookAgain && trip == null) {
      lookAgain = false;
      look();
      hear();
    }
  }

  private Duration sinceBegin() {
    return Duration.between(scene.begin(), ledger.now());
  }

  private void at(Instant when, Runnable what) {
    due.add(new Due(when, ++numbers, what));
  }

  private void lookAt(Instant when) {
    if (looks.add(when)) {
      at(
          when,
          () -> {
            looks.remove(when);
            lookAgain = true;
          });
    }
  }

  private void whenReady(RehearsedRun run) {
    Instant ready = run.task.readyAt();
    if (sinceBegin().isPositive()) {
      run.waited.put(WaitCause.DEPENDENCY, sinceBegin());
    }
    joinAt(run, ready == null ? ledger.now() : ready, WaitCause.TIME);
  }

  private void joinAt(RehearsedRun run, Instant when, WaitCause cause) {
    Duration wait = Duration.between(ledger.now(), when);
    if (wait.isPositive()) {
      run.waited.merge(cause, wait, Duration::plus);
      at(when, () -> join(run));
    } else {
      join(run);
    }
  }

  private void join(RehearsedRun run) {
    lanes.join(run);
    lookAgain = true;
  }

  /// One tick of the scheduler.
  private void look() {
    Conditions conditions =
        new Conditions(
            ledger.breakers(),
            scene.capacity(),
            AdmissionStanding.OPEN,
            "rehearsal",
            scene.charged());
    lanes.forgetCauses();
    money.forget();
    Plan plan = plan(QueueSnapshot.MOST_OF_A_CLASS, conditions);
    if (plan.admissions().isEmpty()
        && plan.deferrals().stream()
            .anyMatch(each -> each.reason() instanceof DeferReason.NoMoney)) {
      Optional<DeferReason.NoMoney> nobodyFits = money.nobodyFits();
      if (nobodyFits.isEmpty()) {
        plan = plan(QueueSnapshot.MOST_OF_A_CLASS_WITHOUT_MONEY, conditions);
      } else {
        lookWhenItFrees(nobodyFits.get());
      }
    }
    plan.deferrals().forEach(this::note);
    for (Admission admission : plan.admissions()) {
      start(run(admission.task()));
      lookAgain = true;
    }
    peak = Math.max(peak, lanes.working());
  }

  private void lookWhenItFrees(DeferReason.NoMoney none) {
    if (none.frees() != null && none.frees().isAfter(ledger.now())) {
      lookAt(none.frees());
    }
  }

  private Plan plan(int mostOfAClass, Conditions conditions) {
    return Scheduler.decide(lanes.snapshot(mostOfAClass), conditions, money);
  }

  private RehearsedRun run(String task) {
    RehearsedRun run = runs.get(task);
    if (run == null) {
      throw new BrokenInvariant("task " + task + " was admitted, and is not of this queue");
    }
    return run;
  }

  private void note(Deferral deferral) {
    lanes.waits(
        run(deferral.task()),
        switch (deferral.reason()) {
          case DeferReason.AgentsFull full ->
              new WaitCause(WaitCause.Kind.SLOT, "max-agents " + full.maxAgents());
          case DeferReason.ClassFull full ->
              new WaitCause(WaitCause.Kind.CLASS, full.modelClass() + " agents " + full.limit());
          case DeferReason.NoMoney none -> {
            lookWhenItFrees(none);
            yield money.cause(deferral.task());
          }
          case DeferReason.BreakerOpen open ->
              new WaitCause(WaitCause.Kind.BREAKER, open.tripped().name());
          case DeferReason.OnTrial trial ->
              new WaitCause(WaitCause.Kind.BREAKER, "trial of " + trial.scope());
          case DeferReason.Paused paused -> new WaitCause(WaitCause.Kind.TIME, paused.text());
        });
  }

  private void start(RehearsedRun run) {
    lanes.start(run);
    run.begin(++numbers, ledger.now());
    ledger.ask(new OpenAttempt(run.key()));
    call(run);
  }

  private void call(RehearsedRun run) {
    Instant now = ledger.now();
    HoldId id = new HoldId(now.toEpochMilli() << Short.SIZE, ++numbers);
    inLine.put(id, run);
    Money least = run.costOfCall().max(Money.ofNanos(1));
    ledger.enter(
        new HoldRequest(
            id,
            run.run(),
            List.of(scene.charged().apply(run.task.model())),
            run.work.worst().max(least),
            least,
            HoldRequest.LONGEST_LIFETIME,
            HoldRequest.LONGEST_PATIENCE));
  }

  private void hear() {
    if (inLine.isEmpty()) {
      return;
    }
    Instant now = ledger.now();
    for (LedgerFork.Answer answer : ledger.pass()) {
      RehearsedRun run = inLine.remove(answer.id());
      if (run == null) {
        throw new BrokenInvariant("nobody asked for hold " + answer.id());
      }
      switch (answer) {
        case LedgerFork.Answer.Granted(Hold hold) -> send(run, hold);
        case LedgerFork.Answer.Refused(HoldId _, Refusal why) -> refused(run, why);
      }
    }
    inLine
        .keySet()
        .forEach(id -> {
          lookAt(later(id, PASSING, now));
          lookAt(later(id, HoldRequest.LONGEST_PATIENCE, now));
        });
  }

  /// When that much of its wait is over; where it is, when it gives up.
  private static Instant later(HoldId id, Duration wait, Instant now) {
    Instant at = id.mintedAt().plus(wait);
    return at.isAfter(now) ? at : id.mintedAt().plus(HoldRequest.LONGEST_PATIENCE).plusMillis(1);
  }

  private void send(RehearsedRun run, Hold hold) {
    run.open = hold;
    calls++;
    inFlight.add(run);
    at(ledger.now().plus(run.work.each()), () -> settled(run));
  }

  private void settled(RehearsedRun run) {
    Instant now = ledger.now();
    burn.trip(scope -> metered(scope, now), now).ifPresent(this::tripped);
    settle(run, run.costOfCall());
    lookAgain |= lanes.waitForMoney();
    if (trip != null) {
      return;
    }
    if (run.hasNext()) {
      call(run);
    } else {
      done(run);
    }
  }

  private void tripped(TripBreaker command) {
    trip = command;
    ledger.ask(command);
  }

  private Money metered(Scope scope, Instant now) {
    Money sum = Money.ZERO;
    for (RehearsedRun run : inFlight) {
      Hold hold = run.open;
      if (hold != null && (scope.equals(Scope.GLOBAL) || hold.scope().scopes().contains(scope))) {
        sum = sum.plus(run.meteredAt(now));
      }
    }
    return sum;
  }

  private void settle(RehearsedRun run, Money metered) {
    Hold hold = run.open;
    if (hold == null) {
      throw new BrokenInvariant("a call of " + run.task.id() + " ends that was not made");
    }
    inFlight.remove(run);
    ledger.settle(hold.id(), metered);
    burn.settled(hold.scope(), metered, ledger.now());
    run.ended(metered);
    cost = cost.plus(metered);
    lastEnd = ledger.now();
  }

  private void done(RehearsedRun run) {
    run.state = Part.State.DONE;
    leave(run);
    for (RehearsedRun follower : run.followers) {
      follower.unmet--;
      if (follower.unmet == 0) {
        whenReady(follower);
      }
    }
  }

  private void leave(RehearsedRun run) {
    run.endedAt = ledger.now();
    lanes.end(run);
    ledger.ask(new CloseAttempt(run.task.id(), run.run(), run.token()));
    lookAgain = true;
  }

  private void refused(RehearsedRun run, Refusal why) {
    switch (why) {
      case Refusal.TooLarge(BudgetView budget, Money _) -> blocked(run, budget.id(), null);
      case Refusal.Exhausted(BudgetView budget, Money _, Instant frees) ->
          blocked(run, budget.id(), frees);
      // A client that is told when to try again does.
      case Refusal.RoomHeld(BudgetView _, Money _, Duration retryAfter) ->
          at(ledger.now().plus(retryAfter), () -> call(run));
      case Refusal.BreakerOpen open ->
          trip =
              new TripBreaker(
                  open.breaker().scope(),
                  open.breaker().breaker().kind(),
                  open.breaker().breaker().reason(),
                  open.breaker().breaker().by());
      case Refusal.KeyDead _,
          Refusal.AttemptStale _,
          Refusal.Killed _,
          Refusal.IdReused _,
          Refusal.IdEnded _,
          Refusal.Unavailable _ ->
          throw new BrokenInvariant("a rehearsal does not do this: " + why);
    }
  }

  /// As a run that is refused money ends: back to the queue until the window frees, as often as
  /// that is allowed.
  private void blocked(RehearsedRun run, BudgetId budget, @Nullable Instant frees) {
    money.noteUsedUp(budget);
    Instant until = frees == null ? ledger.now().plus(UNTIL_SOMEBODY_RAISES) : frees;
    AfterAttempt after =
        AfterAttempt.of(
            new TaskProgress(TaskState.RUNNING, 0, 0, run.setbacks, null, null, null),
            run.task.maxAttempts(),
            new TaskOutcome.BlockedByBudget(
                until, budget.toString(), frees != null && run.gotSomethingDone()));
    run.setbacks = after.setbacks();
    leave(run);
    if (after.state() == TaskState.QUEUED) {
      run.state = Part.State.WAITING;
      joinAt(run, until, WaitCause.of(budget));
    } else {
      run.state = Part.State.BLOCKED;
      run.waited.putIfAbsent(WaitCause.of(budget), Duration.ZERO);
    }
  }
}
