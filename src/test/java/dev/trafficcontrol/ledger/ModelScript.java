package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// A script for [ModelRun], as it is written down:
///
/// ```
/// start 2026-11-02T12:00:00Z
/// mint K1
/// budget key:K1/rolling-hour 1.00
/// hold H1 K1 0.60 patience=30s & hold H2 K1 0.60
/// advance 5s
/// settle H1 0.20
/// ```
///
/// What stands in one line, parted by `&`, is decided in one step of the writer. The commands are
/// those of [ScriptWords]; no line says what is to be answered: [LedgerOracle] knows.
record ModelScript(Instant start, List<String> lines) {

  private static final String START = "start ";

  ModelScript {
    lines = List.copyOf(lines);
  }

  static ModelScript parse(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return new ModelScript(
        Instant.parse(lines.getFirst().substring(START.length())), lines.subList(1, lines.size()));
  }

  ModelScript with(List<String> others) {
    return new ModelScript(start, others);
  }

  @Override
  public String toString() {
    return START + start + "\n" + String.join("\n", lines);
  }
}
