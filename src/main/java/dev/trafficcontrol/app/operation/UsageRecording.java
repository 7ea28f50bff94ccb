package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.rehearsal.RecordingReader;
import dev.trafficcontrol.usage.CallLog;
import dev.trafficcontrol.usage.LoggedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes a recording of a stretch of the usage log: an agent for each run, and one for each key of
/// a person's own.
public final class UsageRecording {

  private static final Money SMALLEST = Money.ofNanos(1);

  private final CallLog log;
  private final Function<String, Optional<String>> originOf;

  /// @param originOf where a task came from; empty where it is known no more
  public UsageRecording(CallLog log, Function<String, Optional<String>> originOf) {
    this.log = log;
    this.originOf = originOf;
  }

  /// In the format of recordings; empty where there was no call.
  Optional<Facts> facts(Instant since, Instant until) {
    List<LoggedCall> calls = log.calls(since, until, RecordingReader.MOST_CALLS + 1);
    if (calls.size() > RecordingReader.MOST_CALLS) {
      throw new CommandFailed(
          Fault.usage(
              "Nothing was replayed",
              "There are more than %,d calls from %s to %s."
                  .formatted(RecordingReader.MOST_CALLS, since, until),
              "Choose less with --since and --until."));
    }
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    List<LoggedCall> inOrder =
        calls.stream().sorted(Comparator.comparing(LoggedCall::heldAt)).toList();
    Instant begin = inOrder.getFirst().heldAt();
    Map<String, List<LoggedCall>> agents = new LinkedHashMap<>();
    inOrder.forEach(
        call -> agents.computeIfAbsent(name(call), first -> new ArrayList<>()).add(call));
    return Optional.of(
        Facts.of(
            "format",
            RecordingReader.FORMAT,
            "name",
            "the usage log from " + since + " to " + until,
            "kind",
            "measured",
            "begin",
            begin,
            "agents",
            agents.entrySet().stream()
                .map(agent -> agent(agent.getKey(), agent.getValue(), begin))
                .toList()));
  }

  private static String name(LoggedCall call) {
    AttemptBinding attempt = call.scope().attempt();
    return attempt == null ? "key " + call.scope().key() : "run " + attempt.run();
  }

  private Facts agent(String name, List<LoggedCall> calls, Instant begin) {
    LoggedCall first = calls.getFirst();
    AttemptBinding attempt = first.scope().attempt();
    Facts facts = Facts.of("id", name, "key", first.scope().key());
    if (attempt != null) {
      facts =
          facts
              .with("project", attempt.project())
              .with("task", attempt.task())
              .with("origin", originOf.apply(attempt.task()).orElse("person"));
    }
    return facts
        .with("model", model(first))
        .with("starts_at_ms", Duration.between(begin, first.heldAt()).toMillis())
        .with("calls", calls.stream().map(call -> call(call, first.heldAt())).toList());
  }

  private static Facts call(LoggedCall call, Instant start) {
    Duration lasted = Duration.between(call.heldAt(), call.endedAt());
    return Facts.of(
        "model", model(call),
        "after_ms", Duration.between(start, call.heldAt()).toMillis(),
        "duration_ms", Math.clamp(lasted.toMillis(), 0, HoldRequest.LONGEST_LIFETIME.toMillis()),
        "worst_case", call.worstCase().max(SMALLEST).toUsd(),
        "cost", call.cost().toUsd(),
        "tokens", call.tokens());
  }

  /// The one that was asked for.
  private static String model(LoggedCall call) {
    return call.scope().models().getFirst();
  }
}
