package dev.trafficcontrol.monitor;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.task.TaskText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Sees a project go round in circles: run after run that fails alike, or the same work done again
/// and again under new tasks, each time well. A single task is stopped by its own attempts; this is
/// about what goes on across tasks. Not thread-safe.
public final class Loops {

  /// Runs to look at: as many as a project's circles take, among those of others.
  public static final int RECENT = 100;

  private static final int ALIKE_FAILURES = 5;

  /// Below, it may be a person who tries again with other words in the repository.
  private static final int TASKS_OF_ONE_TEXT = 4;

  private static final Duration WITHIN = Duration.ofDays(1);

  private final Instant begin;

  /// Since when a project's runs count: what was before, a person has looked at.
  private final Map<String, Instant> lookedAt = new HashMap<>();

  /// @param begin what ended before is not judged: it was, if there was somebody to
  public Loops(Instant begin) {
    this.begin = begin;
  }

  /// To be told often: a project whose breaker isn't closed is being looked at by somebody.
  ///
  /// @param breakers those that aren't closed
  public void standing(Map<Scope, BreakerState> breakers, Instant now) {
    breakers.keySet().stream()
        .filter(scope -> scope.kind() == ScopeKind.PROJECT)
        .forEach(scope -> lookedAt.put(scope.subject(), now));
  }

  /// The trips that are called for.
  ///
  /// @param newestFirst runs, those that have not ended too
  /// @param text what a task asks for, or empty where it is gone
  public List<TripBreaker> found(
      List<RunRecord> newestFirst, Function<String, Optional<TaskText>> text, Instant now) {
    Map<String, List<RunRecord>> byProject = new LinkedHashMap<>();
    for (RunRecord run : newestFirst) {
      String project = run.claim().project();
      if (endedAfter(run, lookedAt.getOrDefault(project, Instant.MIN))) {
        byProject.computeIfAbsent(project, _ -> new ArrayList<>()).add(run);
      }
    }
    List<TripBreaker> trips = new ArrayList<>();
    byProject.forEach((project, runs) -> {
      if (endedAfter(runs.getFirst(), begin)) {
        failingAlike(project, runs)
            .or(() -> succeedingAlike(project, runs, text, now))
            .ifPresent(trips::add);
      }
    });
    return trips;
  }

  private static boolean endedAfter(RunRecord run, Instant since) {
    return run.end().isPresent() && run.times().ended().filter(at -> at.isAfter(since)).isPresent();
  }

  /// Interruptions and refused money say nothing, and end no row.
  private static Optional<TripBreaker> failingAlike(String project, List<RunRecord> newestFirst) {
    Set<String> failures = new HashSet<>();
    Set<String> tasks = new HashSet<>();
    int count = 0;
    for (RunRecord run : newestFirst) {
      switch (How.of(run)) {
        case WELL -> {
          return Optional.empty();
        }
        case BADLY -> {
          failures.add(run.end().orElseThrow().failure().orElseThrow());
          tasks.add(run.claim().task());
          count++;
        }
        case NEITHER -> {}
      }
      if (failures.size() > 1) {
        return Optional.empty();
      }
      if (count == ALIKE_FAILURES) {
        return Optional.of(
            trip(
                project,
                "%d runs in a row failed alike, of %d tasks: %s"
                    .formatted(count, tasks.size(), failures.iterator().next())));
      }
    }
    return Optional.empty();
  }

  private static Optional<TripBreaker> succeedingAlike(
      String project,
      List<RunRecord> runs,
      Function<String, Optional<TaskText>> text,
      Instant now) {
    Map<TaskText, Set<String>> tasks = new HashMap<>();
    for (RunRecord run : runs) {
      if (How.of(run) == How.WELL && endedAfter(run, now.minus(WITHIN))) {
        text.apply(run.claim().task())
            .ifPresent(
                same -> tasks.computeIfAbsent(same, _ -> new HashSet<>()).add(run.claim().task()));
      }
    }
    return tasks.entrySet().stream()
        .filter(same -> same.getValue().size() >= TASKS_OF_ONE_TEXT)
        .findFirst()
        .map(same ->
            trip(
                project,
                "%d tasks that ask for the same were done within a day: '%s'"
                    .formatted(same.getValue().size(), same.getKey().title())));
  }

  private static TripBreaker trip(String project, String reason) {
    return new TripBreaker(Scope.of(ScopeKind.PROJECT, project), TripKind.SOFT, reason, "monitor");
  }

  private enum How {
    WELL,
    BADLY,
    NEITHER;

    static How of(RunRecord run) {
      return run.end()
          .map(end ->
              end.failure().isPresent()
                  ? BADLY
                  : switch (end.outcome()) {
                    case TaskOutcome.ReadyForReview _ -> WELL;
                    case TaskOutcome.Retry _,
                        TaskOutcome.BlockedByBudget _,
                        TaskOutcome.Interrupted _,
                        TaskOutcome.Failed _,
                        TaskOutcome.Cancelled _ ->
                        NEITHER;
                  })
          .orElse(NEITHER);
    }
  }
}
