package dev.trafficcontrol.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.queue.ProjectHead;
import dev.trafficcontrol.queue.QueueSnapshot;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Runs a scheduling decision written as a table.
///
/// ```
/// limits  3 opus=1 sonnet=2          what may work
/// works   opus sonnet                who works already
/// breaker open | half-open [project:a]
/// busy    project:a                  whose agent is at work there
/// alias   old claude-sonnet-5-5      calls of claude-old-5-5 are charged to that model
/// paused
/// broke   T3                         whose first call would not fit
/// project a 2 1000                   name, weight, place in the round
/// task    T1 a opus 10:00            in project a, queued since ten
/// -> admit T1                        what is expected, admissions first, in order
/// -> defer T2 sonnet agents 2: all are at work
/// ```
final class SchedulerScript {

  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  private CapacityLimits limits = CapacityLimits.DEFAULT;
  private final Map<Scope, BreakerState> breakers = new HashMap<>();
  private final Map<Scope, Integer> atWork = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private AdmissionStanding standing = AdmissionStanding.OPEN;
  private final Map<String, Integer> slots = new HashMap<>();
  private final Set<String> broke = new HashSet<>();
  private final Map<String, ProjectHead> projects = new LinkedHashMap<>();
  private final List<String> expected = new ArrayList<>();

  static Plan check(String script) {
    SchedulerScript run = new SchedulerScript();
    script.lines().filter(line -> !line.isBlank()).forEach(run::line);
    Plan plan = run.decide();
    assertThat(rendered(plan)).isEqualTo(run.expected);
    return plan;
  }

  private void line(String line) {
    String[] words = line.strip().split("\\s+");
    switch (words[0]) {
      case "limits" -> limits = limits(words);
      case "works" ->
          Arrays.stream(words).skip(1).forEach(word -> slots.merge(word, 1, Integer::sum));
      case "breaker" ->
          breakers.put(words.length > 2 ? Scope.parse(words[2]) : Scope.GLOBAL, breaker(words[1]));
      case "busy" -> atWork.merge(Scope.parse(words[1]), 1, Integer::sum);
      case "alias" -> aliases.put("claude-" + words[1] + "-5-5", words[2]);
      case "paused" ->
          standing = new AdmissionStanding(null, new AdmissionStanding.Pause("ann", "lunch", AT));
      case "broke" -> broke.addAll(List.of(words).subList(1, words.length));
      case "project" ->
          projects.put(
              words[1],
              new ProjectHead(
                  words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]), List.of()));
      case "task" -> task(words);
      case "->" -> expected.add(String.join(" ", Arrays.asList(words).subList(1, words.length)));
      default -> throw new IllegalArgumentException(line);
    }
  }

  private void task(String[] words) {
    ProjectHead project = Objects.requireNonNull(projects.get(words[2]), words[2]);
    List<Candidate> tasks = new ArrayList<>(project.candidates());
    Instant since = AT.atZone(ZoneOffset.UTC).with(LocalTime.parse(words[4])).toInstant();
    AgentChoice agent = new AgentChoice("claude-code", "claude-" + words[3] + "-5-5");
    tasks.add(new Candidate(words[1], words[2], 1, agent, since, null));
    projects.put(words[2], new ProjectHead(words[2], project.weight(), project.pass(), tasks));
  }

  private Plan decide() {
    return Scheduler.decide(
        new QueueSnapshot(List.copyOf(projects.values()), slots, atWork),
        new Conditions(
            breakers, limits, standing, "here", model -> aliases.getOrDefault(model, model)),
        task ->
            broke.contains(task.task())
                ? Optional.of(new DeferReason.NoMoney("no room in global/rolling-hour", null))
                : Optional.empty());
  }

  private static CapacityLimits limits(String[] words) {
    Map<String, Integer> classes = new HashMap<>();
    for (String word : List.of(words).subList(2, words.length)) {
      String[] pair = word.split("=");
      classes.put(pair[0], Integer.valueOf(pair[1]));
    }
    return new CapacityLimits(Integer.parseInt(words[1]), classes);
  }

  private static BreakerState breaker(String name) {
    return switch (name) {
      case "open" -> new BreakerState.Open(TripKind.HARD, "burn", "monitor", AT);
      case "half-open" -> new BreakerState.HalfOpen("P1", "looked at it", "ann", AT);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static List<String> rendered(Plan plan) {
    List<String> lines = new ArrayList<>();
    plan.admissions().forEach(admission -> lines.add("admit " + admission.task()));
    plan.deferrals()
        .forEach(
            deferral -> lines.add("defer " + deferral.task() + " " + deferral.reason().text()));
    return lines;
  }
}
