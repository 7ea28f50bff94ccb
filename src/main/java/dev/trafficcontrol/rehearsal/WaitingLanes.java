package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.queue.ProjectHead;
import dev.trafficcontrol.queue.QueueSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The tasks that could start, by project and model class, and who is at work: what the store's
/// snapshot of the queue is made of.
///
/// What the first of a lane waits for, all of it do.
final class WaitingLanes {

  private static final Comparator<RehearsedRun> ORDER =
      Comparator.comparing((RehearsedRun run) -> run.task.candidate().queuedAt())
          .thenComparing(run -> run.task.id());
  private static final Comparator<Candidate> CANDIDATES =
      Comparator.comparing(Candidate::queuedAt).thenComparing(Candidate::task);

  private record Name(String project, String modelClass) {}

  private static final class Lane {
    final NavigableSet<RehearsedRun> line = new TreeSet<>(ORDER);
    final Map<RehearsedRun, Map<WaitCause, Duration>> joined = new HashMap<>();
    final Map<WaitCause, Duration> passed = new HashMap<>();
    @Nullable WaitCause cause;
  }

  private final Map<Name, Lane> lanes = new HashMap<>();
  private final Map<String, Map<String, Lane>> byProject = new TreeMap<>();
  private final Map<String, Integer> weights;
  private final Map<String, Long> passes = new HashMap<>();
  private final Map<String, Integer> slots = new HashMap<>();
  private final Map<Scope, Integer> atWork = new HashMap<>();
  private int working;

  WaitingLanes(Map<String, Integer> weights) {
    this.weights = weights;
  }

  void join(RehearsedRun run) {
    Lane lane = lane(run);
    lane.line.add(run);
    lane.joined.put(run, new HashMap<>(lane.passed));
  }

  /// Out of the line and into a slot.
  void start(RehearsedRun run) {
    leave(run);
    String project = run.task.candidate().project();
    passes.merge(project, ProjectHead.STRIDE / weight(project), Long::sum);
    count(run, 1);
  }

  /// Frees its slot.
  void end(RehearsedRun run) {
    count(run, -1);
  }

  int working() {
    return working;
  }

  private void count(RehearsedRun run, int by) {
    slots.merge(run.modelClass, by, Integer::sum);
    atWork.merge(Scope.of(ScopeKind.PROJECT, run.task.candidate().project()), by, Integer::sum);
    atWork.merge(Scope.of(ScopeKind.MODEL, run.task.model()), by, Integer::sum);
    working += by;
  }

  private void leave(RehearsedRun run) {
    Lane lane = lane(run);
    lane.line.remove(run);
    Map<WaitCause, Duration> before = lane.joined.remove(run);
    lane.passed.forEach((cause, time) -> {
      Duration own = before == null ? time : time.minus(before.getOrDefault(cause, Duration.ZERO));
      if (own.isPositive()) {
        run.waited.merge(cause, own, Duration::plus);
      }
    });
  }

  /// Whoever waits now will never start: what they have waited for is told all the same.
  void giveUp() {
    for (Lane lane : lanes.values()) {
      List.copyOf(lane.line)
          .forEach(run -> {
            leave(run);
            if (lane.cause != null) {
              run.waited.putIfAbsent(lane.cause, Duration.ZERO);
            }
          });
    }
  }

  void passTime(Duration time) {
    for (Lane lane : lanes.values()) {
      if (lane.cause != null && !lane.line.isEmpty()) {
        lane.passed.merge(lane.cause, time, Duration::plus);
      }
    }
  }

  void forgetCauses() {
    lanes.values().forEach(lane -> lane.cause = null);
  }

  /// The first of a lane says it for all.
  void waits(RehearsedRun run, WaitCause cause) {
    Lane lane = lane(run);
    lane.cause = lane.cause == null ? cause : lane.cause;
  }

  boolean waitForMoney() {
    return lanes.values().stream()
        .anyMatch(lane -> lane.cause != null && lane.cause.kind() == WaitCause.Kind.BUDGET);
  }

  QueueSnapshot snapshot(int mostOfAClass) {
    List<ProjectHead> heads = new ArrayList<>();
    byProject.forEach((project, classes) -> {
      List<Candidate> first = new ArrayList<>();
      for (Lane lane : classes.values()) {
        lane.line.stream().limit(mostOfAClass).map(run -> run.task.candidate()).forEach(first::add);
      }
      if (!first.isEmpty()) {
        first.sort(CANDIDATES);
        heads.add(
            new ProjectHead(project, weight(project), passes.getOrDefault(project, 0L), first));
      }
    });
    heads.sort(Comparator.comparingLong(ProjectHead::pass));
    return new QueueSnapshot(
        heads.stream().limit(QueueSnapshot.MOST_PROJECTS).toList(), slots, atWork);
  }

  private int weight(String project) {
    return weights.getOrDefault(project, 1);
  }

  private Lane lane(RehearsedRun run) {
    String project = run.task.candidate().project();
    return lanes.computeIfAbsent(
        new Name(project, run.modelClass),
        name -> {
          Lane lane = new Lane();
          byProject.computeIfAbsent(project, _ -> new TreeMap<>()).put(name.modelClass(), lane);
          return lane;
        });
  }
}
