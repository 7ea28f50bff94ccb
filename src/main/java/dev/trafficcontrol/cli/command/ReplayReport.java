package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.cli.Chart;
import dev.trafficcontrol.cli.CurvePlot;
import dev.trafficcontrol.cli.Curves;
import dev.trafficcontrol.cli.SideBySide;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import dev.trafficcontrol.ledger.DefaultBudgets;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.rehearsal.Outcome;
import dev.trafficcontrol.rehearsal.Policy;
import dev.trafficcontrol.rehearsal.Recording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells people what a replay came to: both timelines, the curve, and one sentence.
final class ReplayReport {

  private static final String THEN = "What happened";
  private static final String NOW = "What happens now";

  /// A replay's text of one course; a long one is cut in its middle.
  private static final int MOST_MOMENTS = 24;

  /// @param source whose policy it is: a home, or nobody's
  /// @param then the recording by itself
  record Played(Recording recording, Policy policy, String source, Outcome then, Outcome now) {}

  private final Played played;

  ReplayReport(Played played) {
    this.played = played;
  }

  void print(Terminal terminal) {
    int width = terminal.columns();
    introduce(terminal, width);
    terminal.line("");
    timelines().lines(width).forEach(terminal::line);
    terminal.line("");
    terminal.line(terminal.ink(Ink.STRONG, "Spent in all (USD) over time (min:s)"));
    new CurvePlot(curves(), width).lines().forEach(terminal::line);
    terminal.line("");
    terminal.line(THEN + ": " + cents(played.then().spent()) + ".");
    terminal.line(terminal.ink(Ink.STRONG, NOW + ": " + verdict()));
  }

  private void introduce(Terminal terminal, int width) {
    Recording recording = played.recording();
    terminal.line(terminal.ink(Ink.STRONG, title()));
    terminal.line(
        "%d agents, of which %d had begun; %d calls, %s."
            .formatted(
                recording.agents().size(),
                recording.agents().stream().filter(agent -> agent.startsAt() != null).count(),
                recording.calls(),
                cents(recording.total())));
    if (!recording.assumptions().isEmpty()) {
      terminal.line("It assumes:");
    }
    for (String assumption : recording.assumptions()) {
      SideBySide.wrapped("- " + assumption, width).forEach(terminal::line);
    }
    SideBySide.wrapped("Policy (%s): %s.".formatted(played.source(), policy()), width)
        .forEach(terminal::line);
  }

  private String policy() {
    Policy policy = played.policy();
    CapacityLimits capacity = policy.capacity();
    Money trip = policy.trips().burn().tripPerMinute();
    String classes =
        new TreeMap<>(capacity.classes())
            .entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    return "pre-flight %s; agents at once %d (%s); tightest budget over everything %s; breaker %s"
        .formatted(
            switch (policy.gate()) {
              case HEEDED -> "heeded";
              case FORCED -> "forced";
            },
            capacity.maxAgents(),
            classes,
            limit() == null ? "unlimited" : String.valueOf(limit()),
            trip.equals(Money.MAX) ? "off" : "at " + trip + " a minute");
  }

  /// Of the tightest budget over everything.
  private @Nullable Money limit() {
    Map<Window, Limit> limits = new HashMap<>(DefaultBudgets.of(ScopeKind.GLOBAL));
    played
        .policy()
        .limits()
        .forEach((budget, limit) -> {
          if (budget.scope().equals(Scope.GLOBAL)) {
            limits.put(budget.window(), limit);
          }
        });
    return limits.values().stream()
        .flatMap(limit ->
            limit instanceof Limit.Capped(Money amount) ? Stream.of(amount) : Stream.empty())
        .min(Money::compareTo)
        .orElse(null);
  }

  Curves curves() {
    return new Curves(line(THEN, played.then()), line(NOW, played.now()), limit());
  }

  private static Curves.Line line(String name, Outcome outcome) {
    return new Curves.Line(
        name,
        ReplayFacts.thinned(outcome.curve()).stream()
            .map(point -> new Chart.Point(point.at(), point.spent()))
            .toList());
  }

  /// One row for each second in which something happened on either side.
  private SideBySide timelines() {
    record Entry(Duration at, boolean isThen, String text) {}
    List<Entry> entries = new ArrayList<>();
    played
        .recording()
        .notes()
        .forEach(note ->
            entries.add(
                new Entry(note.at(), true, line(played.then().spentAt(note.at()), note.text()))));
    entries.add(
        new Entry(played.then().end(), true, line(played.then().spent(), "the last call ends")));
    middleCut(played.now().moments())
        .forEach(moment ->
            entries.add(new Entry(moment.at(), false, line(moment.spent(), moment.text()))));
    entries.sort((one, other) -> one.at().compareTo(other.at()));
    SideBySide table = new SideBySide(THEN, NOW);
    for (Entry entry : entries) {
      String mark = "T+" + Curves.clock(entry.at());
      if (entry.isThen()) {
        table.left(mark, entry.text());
      } else {
        table.right(mark, entry.text());
      }
    }
    return table;
  }

  private static List<Outcome.Moment> middleCut(List<Outcome.Moment> moments) {
    if (moments.size() <= MOST_MOMENTS) {
      return moments;
    }
    int half = MOST_MOMENTS / 2;
    List<Outcome.Moment> kept = new ArrayList<>(moments.subList(0, half));
    Outcome.Moment next = moments.get(half);
    kept.add(
        new Outcome.Moment(
            next.at(), next.spent(), "(%d more)".formatted(moments.size() - MOST_MOMENTS)));
    kept.addAll(moments.subList(moments.size() - half, moments.size()));
    return kept;
  }

  private static String line(Money spent, String text) {
    return cents(spent) + " " + text;
  }

  /// A reconstruction is never shown without being called one.
  String title() {
    return played.recording().name()
        + switch (played.recording().kind()) {
          case RECONSTRUCTION -> " (a reconstruction)";
          case MEASURED -> "";
        };
  }

  /// For whoever can't see the curve.
  String description() {
    return "%s: %s by %s. %s: %s"
        .formatted(
            THEN, cents(played.then().spent()), Curves.clock(played.then().end()), NOW, verdict());
  }

  private String verdict() {
    Outcome now = played.now();
    return cents(now.spent())
        + now.mainStop()
            .map(stop ->
                switch (stop.cause()) {
                  case PREFLIGHT ->
                      ". Pre-flight refuses the start: nothing of the queue is begun.";
                  case BUDGET ->
                      ". Stopped by the budget %s at T+%s, for good at T+%s."
                          .formatted(
                              stop.what(), Curves.clock(stop.first()), Curves.clock(now.end()));
                  case BREAKER ->
                      ". Stopped by %s at T+%s.".formatted(stop.what(), Curves.clock(stop.first()));
                })
            .orElse(". Nothing stops it.");
  }

  /// Rounded up: what was spent never looks like less.
  private static String cents(Money money) {
    long cents = Math.ceilDiv(money.nanos(), 10_000_000);
    return "$%d.%02d".formatted(cents / 100, cents % 100);
  }
}
