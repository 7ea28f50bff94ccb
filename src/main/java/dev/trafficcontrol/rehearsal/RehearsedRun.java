package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.capacity.ModelClass;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.rehearsal.Performance.Part;
import dev.trafficcontrol.task.Setbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One task on the stage, as far as it has come.
final class RehearsedRun {

  /// No text has this hash that anybody knows.
  private static final SecretHash NOBODYS = new SecretHash("0".repeat(64));

  final RehearsedTask task;
  final Workload work;
  final String modelClass;
  final List<RehearsedRun> followers = new ArrayList<>();
  final Map<WaitCause, Duration> waited = new HashMap<>();
  int unmet;
  Setbacks setbacks;
  Part.State state = Part.State.WAITING;
  @Nullable Hold open;
  @Nullable Instant startedAt;
  @Nullable Instant endedAt;
  private Money spent = Money.ZERO;
  private long token;
  private int attempts;
  private int called;
  private int calledBefore;

  RehearsedRun(RehearsedTask task, Workload work) {
    this.task = task;
    this.work = work;
    this.modelClass = ModelClass.of(task.model());
    this.setbacks = task.setbacks();
  }

  /// Another attempt goes on where the one before was refused.
  void begin(long fencing, Instant now) {
    token = fencing;
    attempts++;
    calledBefore = called;
    state = Part.State.WORKING;
    startedAt = startedAt == null ? now : startedAt;
  }

  Key key() {
    AttemptBinding attempt =
        new AttemptBinding(task.candidate().project(), task.id(), run(), token, null);
    return new Key(run(), run(), NOBODYS, attempt, null);
  }

  /// No real run is called so.
  String run() {
    return "rehearsed-" + token;
  }

  long token() {
    return token;
  }

  boolean hasNext() {
    return called < work.calls();
  }

  boolean gotSomethingDone() {
    return called > calledBefore;
  }

  /// What the next call, or the one under way, comes to cost.
  Money costOfCall() {
    return work.costOf(called);
  }

  Money meteredAt(Instant now) {
    if (open == null) {
      return Money.ZERO;
    }
    long each = work.each().toMillis();
    long passed = Math.min(Duration.between(open.heldAt(), now).toMillis(), each);
    return Money.ofNanos((long) ((double) costOfCall().nanos() * passed / each));
  }

  void ended(Money cost) {
    open = null;
    called++;
    spent = spent.plus(cost);
  }

  Part part() {
    return new Part(task, state, startedAt, endedAt, attempts, spent, waited);
  }
}
