package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.rehearsal.Performance;
import dev.trafficcontrol.rehearsal.Performance.Ending;
import dev.trafficcontrol.rehearsal.Performance.Part;
import dev.trafficcontrol.rehearsal.Rehearsal;
import dev.trafficcontrol.rehearsal.RehearsalReport;
import dev.trafficcontrol.rehearsal.RehearsalStops;
import dev.trafficcontrol.rehearsal.Spread;
import dev.trafficcontrol.rehearsal.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// `rehearse`
public final class RehearseOperations {

  private static final long PERMILLE = 1_000;

  private final WorkStores stores;
  private final RehearsalDesk desk;
  private final InstantSource clock;

  public RehearseOperations(WorkStores stores, RehearsalDesk desk, InstantSource clock) {
    this.stores = stores;
    this.desk = desk;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(Verb.open("rehearse", this::rehearse, "project", "max-agents"));
  }

  private Facts rehearse(Arguments arguments) {
    Optional<ProjectName> project = new ProjectChoice(stores.projects()).given(arguments);
    int agents = arguments.number("max-agents", desk.agents(), 1, CapacityLimits.MOST_AGENTS);
    Instant now = clock.instant();
    RehearsalDesk.Laid laid = desk.lay(project, agents, now);
    Facts facts =
        Facts.of(
            "at",
            now,
            "agents",
            agents,
            "tasks",
            laid.tasks().size(),
            "left_out",
            laid.leftOut().entrySet().stream()
                .map(each -> Facts.of("id", each.getKey(), "why", each.getValue()))
                .toList());
    return laid.tasks().isEmpty() ? facts : rehearse(laid, facts);
  }

  private static Facts rehearse(RehearsalDesk.Laid laid, Facts facts) {
    RehearsalReport report = Rehearsal.of(laid.scene(), laid.tasks());
    RehearsalReport.Chances chances = report.chances();
    return facts
        .with("draws", chances.draws())
        .with("end", report.end().map(end -> spread(end, Instant::toString)))
        .with("cost", spread(report.cost(), Money::toUsd))
        .with("done_permille", permille(chances.done(), chances))
        .with("without_waiting_permille", permille(chances.withoutWaiting(), chances))
        .with(
            "stops",
            chances.stops().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(stop ->
                    Facts.of("what", stop.getKey(), "permille", permille(stop.getValue(), chances)))
                .toList())
        .with("story", story(report.story(), laid));
  }

  private static long permille(int count, RehearsalReport.Chances chances) {
    return count * PERMILLE / chances.draws();
  }

  private static <T> Facts spread(Spread<T> spread, Function<T, String> text) {
    return Facts.of(
        "middle", text.apply(spread.middle()),
        "low50", text.apply(spread.low50()),
        "high50", text.apply(spread.high50()),
        "low90", text.apply(spread.low90()),
        "high90", text.apply(spread.high90()));
  }

  private static Facts story(Performance story, RehearsalDesk.Laid laid) {
    return Facts.of(
        "ending", ending(story.ending()),
        "stopped_by", RehearsalStops.text(story.ending()),
        "trip", story.ending() instanceof Ending.Tripped trip ? trip.reason() : null,
        "end", story.end(),
        "cost", story.cost().toUsd(),
        "peak_agents", story.peakAgents(),
        "waits", waits(story),
        "used_up",
            story.usedUp().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(each ->
                    Facts.of(
                        "scope", each.getKey().scope(),
                        "window", each.getKey().window().label(),
                        "at", each.getValue()))
                .toList(),
        "tasks", story.parts().stream().map(part -> task(part, laid)).toList());
  }

  private static String ending(Ending ending) {
    return switch (ending) {
      case Ending.AllDone _ -> "done";
      case Ending.Tripped _ -> "tripped";
      case Ending.Stuck _ -> "stuck";
      case Ending.TooLong _ -> "too-long";
    };
  }

  /// The causes, the one that costs most waiting first.
  private static List<Facts> waits(Performance story) {
    Map<String, List<Map.Entry<WaitCause, Duration>>> byCause = new TreeMap<>();
    story.parts().stream()
        .flatMap(part -> part.waited().entrySet().stream())
        .forEach(wait ->
            byCause
                .computeIfAbsent(Rehearsal.waitsFor(wait.getKey()), _ -> new ArrayList<>())
                .add(wait));
    return byCause.values().stream()
        .sorted(Comparator.comparing(RehearseOperations::sum).reversed())
        .map(waits ->
            Facts.of(
                "kind", waits.getFirst().getKey().kind().name().toLowerCase(Locale.ROOT),
                "what", Rehearsal.waitsFor(waits.getFirst().getKey()),
                "tasks", waits.size(),
                "seconds", sum(waits).toSeconds(),
                "longest_seconds",
                    waits.stream()
                        .map(Map.Entry::getValue)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO)
                        .toSeconds()))
        .toList();
  }

  private static Duration sum(List<Map.Entry<WaitCause, Duration>> waits) {
    return waits.stream().map(Map.Entry::getValue).reduce(Duration.ZERO, Duration::plus);
  }

  private static Facts task(Part part, RehearsalDesk.Laid laid) {
    return Facts.of(
        "id", part.task().id(),
        "title", laid.titles().getOrDefault(part.task().id(), ""),
        "project", part.task().candidate().project(),
        "model", part.task().model(),
        "state", part.state().name().toLowerCase(Locale.ROOT),
        "started", part.startedAt(),
        "ended", part.endedAt(),
        "attempts", part.attempts(),
        "cost", part.spent().toUsd(),
        "waited_for",
            part.waited().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(wait -> Rehearsal.waitsFor(wait.getKey())));
  }
}
