package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.operation.Outlook.Stop;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Tells what happens to the tasks of one start, a line for each step of a run, until it ends.
final class Following {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StartedWork work;
  private final InstantSource clock;
  private final Consumer<Facts> live;
  private final Outlook outlook = new Outlook();
  private final Map<String, Task> known = new HashMap<>();
  private final Map<String, Integer> attemptsBefore = new HashMap<>();
  private Instant changed;

  Following(StartedWork work, InstantSource clock, Consumer<Facts> live) {
    this.work = work;
    this.clock = clock;
    this.live = live;
    this.changed = clock.instant();
    for (Task task : work.tasks()) {
      known.put(task.id(), task);
      attemptsBefore.put(task.id(), task.progress().attempts());
    }
  }

  /// Ends when nothing is left that could go on by itself.
  Facts untilIdle() {
    tellWhatWaits();
    while (true) {
      Optional<Facts> ended = look();
      if (ended.isPresent()) {
        return ended.get();
      }
      Optional<Stop> stop =
          outlook.stop(work, List.copyOf(known.values()), changed, clock.instant());
      if (stop.isPresent()) {
        return stopped(stop.get());
      }
      pause();
    }
  }

  /// Ends when the daemon does.
  Facts untilStopped() {
    tellWhatWaits();
    while (true) {
      Optional<Facts> ended = look();
      if (ended.isPresent()) {
        return ended.get();
      }
      pause();
    }
  }

  /// What may not start before a certain time would otherwise keep a start busy without a word.
  private void tellWhatWaits() {
    for (Task task : work.tasks()) {
      Instant ready = task.progress().readyAt();
      if (task.state() == TaskState.QUEUED && ready != null && ready.isAfter(clock.instant())) {
        live.accept(line(task, "waits", "  until " + ready.truncatedTo(ChronoUnit.SECONDS)));
      }
    }
  }

  private Optional<Facts> look() {
    List<Task> tasks = work.tasks();
    known.keySet().retainAll(tasks.stream().map(Task::id).toList());
    for (Task now : tasks) {
      Task before = known.put(now.id(), now);
      if (before != null && !before.progress().equals(now.progress())) {
        changed = clock.instant();
        outlook.saw(before, now);
        live.accept(line(before, now));
      }
    }
    if (work.ledger().kill().isPresent()) {
      return Optional.of(
          facts(
              "killed", "everything was stopped by kill: " + work.ledger().kill().get().reason()));
    }
    return work.isEnding()
        ? Optional.of(facts("stopped", "it was asked to end"))
        : Optional.empty();
  }

  private Facts stopped(Stop stop) {
    return switch (stop) {
      case NOTHING_LEFT ->
          known.values().stream().anyMatch(Following::hasNotSucceeded)
              ? facts("failed", "nothing is left that goes on by itself")
              : facts("done", "nothing is left to do");
      case BUDGET -> facts("budget", "what is left waits for money");
      case BREAKER -> facts("breaker", "the breaker is open");
    };
  }

  private static boolean hasNotSucceeded(Task task) {
    return task.state() == TaskState.FAILED || task.state() == TaskState.BLOCKED;
  }

  private Facts facts(String ended, String why) {
    Map<String, Long> states = new TreeMap<>();
    known.values().forEach(task -> states.merge(task.state().label(), 1L, Long::sum));
    return Facts.of(
        "ended",
        ended,
        "why",
        why,
        "confirmation",
        work.confirmation(),
        "spent",
        work.spent().toUsd(),
        "runs",
        runs(),
        "tasks",
        states);
  }

  private int runs() {
    return known.values().stream()
        .mapToInt(task -> task.progress().attempts() - attemptsBefore.getOrDefault(task.id(), 0))
        .sum();
  }

  private Facts line(Task before, Task now) {
    String what =
        switch (now.state()) {
          case ASSIGNED, RUNNING, VERIFYING -> now.state().label();
          case QUEUED -> before.state().isLive() ? "back in the queue" : "queued";
          case QUARANTINED, REVIEW, COMPLETE, BLOCKED, FAILED, CANCELLED -> now.state().label();
        };
    String reason =
        now.state().isLive() || now.progress().reason() == null
            ? ""
            : "  " + now.progress().reason();
    return line(now, what, reason);
  }

  private Facts line(Task now, String what, String reason) {
    Money spent = work.spent(now);
    String agent = work.agent(now).agent() + " · " + work.agent(now).model();
    String text =
        "%s  %-5s %-18s attempt %d  %9s  %s  %s%s"
            .formatted(
                TIME.format(clock.instant()),
                now.id(),
                what,
                now.progress().attempts(),
                cents(spent),
                agent,
                now.text().title(),
                reason);
    return Facts.of(
        "line", text,
        "task", now.id(),
        "state", now.state().label(),
        "attempt", now.progress().attempts(),
        "spent", spent.toUsd(),
        "reason", now.progress().reason());
  }

  /// Rounded up, so that it never looks like less.
  private static String cents(Money money) {
    return "$" + new BigDecimal(money.toUsd()).setScale(4, RoundingMode.CEILING).toPlainString();
  }

  private void pause() {
    try {
      work.rest(BETWEEN_LOOKS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("following a start was interrupted", ended);
    }
  }
}
