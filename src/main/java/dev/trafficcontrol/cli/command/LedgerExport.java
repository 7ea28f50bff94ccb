package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The book as text, for other programs and for later.
@Command(
    name = "export",
    description = {
      "Writes the book into a file: one event a line, as JSON.",
      "Of a damaged book, what is sound of it."
    })
final class LedgerExport extends Asking {

  @Parameters(paramLabel = "FILE", description = "The file to make.")
  @Nullable Path file;

  @Mixin final ArchiveOption archives = new ArchiveOption();

  LedgerExport(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("ledger export")
        .with("file", Path.of(String.valueOf(file)).toAbsolutePath().toString())
        .with("archives", archives.paths());
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        "Exported into %s: %s events of %s batches."
            .formatted(facts.text("file"), written(facts, "events"), written(facts, "batches")));
    ArchiveOption.notRead(facts, "exported").ifPresent(terminal::line);
    if (!facts.truth("sound")) {
      terminal.line(
          terminal.ink(Ink.BAD, "The book is not sound: ")
              + String.join("\n  ", facts.texts("faults")));
      terminal.line(howFar(facts));
    }
  }

  private static long written(Facts facts, String what) {
    return facts.number(what) - facts.object("archived").number(what);
  }

  /// How far a damaged book can be believed.
  static String howFar(Facts facts) {
    return "It is sound up to batch %s, event %s; what follows is not to be believed."
        .formatted(facts.text("batches"), facts.text("events"));
  }

  @Override
  ExitCode verdict(Facts facts) {
    return facts.truth("sound") ? ExitCode.DONE : ExitCode.FAILED;
  }
}
