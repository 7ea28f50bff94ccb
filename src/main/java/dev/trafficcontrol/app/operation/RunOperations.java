package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.run.Collected;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.run.RunStore;
import dev.trafficcontrol.run.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// `run …`
public final class RunOperations {

  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 1_000;
  private static final int USUAL_LOG = 64 << 10;
  private static final int LARGEST_LOG = 4 << 20;

  /// What runs wrote.
  public interface Logs {

    /// The end of a log; blank where there is none.
    String tail(Workplace place, Workplace.Log log, int bytes);

    /// What a log has from that byte on, at most so much of it.
    Piece piece(Workplace place, Workplace.Log log, long from, Upto upto);
  }

  /// A part of a log.
  ///
  /// @param end the byte after it
  public record Piece(String text, long end) {}

  /// Where a piece ends.
  public enum Upto {
    /// More may follow, so half a line waits for its other half.
    LAST_LINE,
    END
  }

  private final RunStore runs;
  private final Ledger ledger;
  private final Logs logs;
  private final BooleanSupplier isRunning;

  /// @param isRunning whether this process works runs
  public RunOperations(RunStore runs, Ledger ledger, Logs logs, BooleanSupplier isRunning) {
    this.runs = runs;
    this.ledger = ledger;
    this.logs = logs;
    this.isRunning = isRunning;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("run list", this::list, "task", "limit"),
        Verb.open("run show", this::show, "id"),
        Verb.open("run log", this::log, "id", "bytes"),
        Verb.open("run follow", this::follow, "id", "from"));
  }

  private Facts list(Arguments arguments) {
    int limit = arguments.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
    List<Facts> shown =
        runs.recent(arguments.maybe("task").isPresent() ? LARGEST_PAGE : limit).stream()
            .filter(run ->
                run.claim().task().equals(arguments.maybe("task").orElse(run.claim().task())))
            .limit(limit)
            .map(run -> facts(run, ledger))
            .toList();
    return Facts.list("runs", shown);
  }

  private Facts show(Arguments arguments) {
    return facts(find(arguments), ledger);
  }

  private Facts log(Arguments arguments) {
    int bytes = arguments.number("bytes", USUAL_LOG, 1, LARGEST_LOG);
    RunRecord run = find(arguments);
    Workplace place =
        run.place()
            .orElseThrow(() ->
                arguments.failed(
                    "Run " + run.claim().run() + " has not written anything yet.",
                    "trafficctl run show " + run.claim().run()));
    StringBuilder all = new StringBuilder();
    for (Workplace.Log log : Workplace.Log.values()) {
      String tail = logs.tail(place, log, bytes);
      if (!tail.isEmpty()) {
        all.append("== ")
            .append(log.fileName())
            .append('\n')
            .append(tail.stripTrailing())
            .append('\n');
      }
    }
    return Facts.of("id", run.claim().run(), "log", all.toString().stripTrailing());
  }

  /// One look at what was written since the last one. Whoever follows asks again and again, so that
  /// one who stops leaves nothing behind here.
  private Facts follow(Arguments arguments) {
    RunRecord run = find(arguments);
    boolean ended = run.end().isPresent();
    List<String> from = arguments.texts("from");
    List<Facts> pieces = new ArrayList<>();
    List<Long> next = new ArrayList<>();
    for (Workplace.Log log : Workplace.Log.values()) {
      long begin = next.size() < from.size() ? Long.parseLong(from.get(next.size())) : 0;
      Piece piece =
          run.place()
              .map(place -> logs.piece(place, log, begin, ended ? Upto.END : Upto.LAST_LINE))
              .orElse(new Piece("", begin));
      next.add(piece.end());
      if (!piece.text().isEmpty()) {
        pieces.add(Facts.of("log", log.fileName(), "text", piece.text()));
      }
    }
    return facts(run, ledger)
        .with("ended", ended)
        .with("worked", isRunning.getAsBoolean())
        .with("pieces", pieces)
        .with("next", next);
  }

  private RunRecord find(Arguments arguments) {
    String id = arguments.text("id");
    return runs.find(id)
        .orElseThrow(() -> arguments.failed("There is no run " + id + ".", "trafficctl run list"));
  }

  static Facts facts(RunRecord run, Ledger ledger) {
    return Facts.of(
        "id", run.claim().run(),
        "task", run.claim().task(),
        "project", run.claim().project(),
        "attempt", run.claim().attempt(),
        "state", run.state().label(),
        "outcome", run.end().map(end -> end.outcome().why()),
        "agent", run.claim().agent().agent(),
        "model", run.claim().agent().model(),
        "cost", CostOperations.of(ledger, ScopeKind.RUN, run.claim().run()).toUsd(),
        "branch", run.place().flatMap(Workplace::branch).map(branch -> branch.name()),
        "commit", run.collected().flatMap(Collected::commit),
        "changed_files", run.collected().map(Collected::changedFiles),
        "created_at", run.times().created(),
        "started_at", run.times().started(),
        "ended_at", run.times().ended(),
        "directory", run.place().map(Workplace::directory),
        "folder", run.place().map(Workplace::folder),
        "confirmation", run.claim().confirmation());
  }
}
