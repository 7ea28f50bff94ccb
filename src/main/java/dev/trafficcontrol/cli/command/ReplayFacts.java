package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.PolicyFacts;
import dev.trafficcontrol.rehearsal.Outcome;
import dev.trafficcontrol.rehearsal.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What `replay --json` says.
final class ReplayFacts {

  /// Points of a curve: as many as anybody can see.
  private static final int MOST_POINTS = 400;

  private ReplayFacts() {}

  static Facts of(ReplayReport.Played played) {
    Recording recording = played.recording();
    return Facts.of(
        "recording",
            Facts.of(
                "name", recording.name(),
                "kind", recording.kind().name().toLowerCase(Locale.ROOT),
                "assumptions", recording.assumptions(),
                "begin", recording.begin(),
                "agents", recording.agents().size(),
                "calls", recording.calls(),
                "total", recording.total().toUsd()),
        "policy", PolicyFacts.of(played.policy()).with("source", played.source()),
        "then", then(played),
        "now", now(played.now()));
  }

  private static Facts then(ReplayReport.Played played) {
    return Facts.of(
        "spent", played.then().spent().toUsd(),
        "end_ms", played.then().end().toMillis(),
        "moments",
            played.recording().notes().stream()
                .map(note ->
                    Facts.of(
                        "ms", note.at().toMillis(),
                        "spent", played.then().spentAt(note.at()).toUsd(),
                        "text", note.text()))
                .toList(),
        "curve", curve(played.then()));
  }

  private static Facts now(Outcome now) {
    return Facts.of(
        "spent", now.spent().toUsd(),
        "most_spent_and_held", now.mostOwed().toUsd(),
        "end_ms", now.end().toMillis(),
        "stopped_by", now.mainStop().map(stop -> word(stop.cause())),
        "refused", now.refusal(),
        "stops",
            now.stops().stream()
                .map(stop ->
                    Facts.of(
                        "cause", word(stop.cause()),
                        "what", stop.what(),
                        "first_ms", stop.first().toMillis(),
                        "spent", stop.spent().toUsd(),
                        "agents", stop.agents()))
                .toList(),
        "agents_started", now.tally().started(),
        "agents_without_a_turn", now.tally().waiting(),
        "calls", now.tally().calls(),
        "calls_cut", now.tally().cut(),
        "calls_delayed", now.tally().delayed(),
        "moments",
            now.moments().stream()
                .map(moment ->
                    Facts.of(
                        "ms", moment.at().toMillis(),
                        "spent", moment.spent().toUsd(),
                        "text", moment.text()))
                .toList(),
        "curve", curve(now));
  }

  private static String word(Outcome.Cause cause) {
    return cause.name().toLowerCase(Locale.ROOT);
  }

  private static List<Facts> curve(Outcome outcome) {
    return thinned(outcome.curve()).stream()
        .map(point -> Facts.of("ms", point.at().toMillis(), "spent", point.spent().toUsd()))
        .toList();
  }

  /// Evenly, with the last.
  static List<Outcome.Point> thinned(List<Outcome.Point> points) {
    int step = Math.ceilDiv(points.size(), MOST_POINTS);
    List<Outcome.Point> kept = new ArrayList<>();
    for (int at = 0; at < points.size() - 1; at += Math.max(1, step)) {
      kept.add(points.get(at));
    }
    kept.add(points.getLast());
    return kept;
  }
}
