package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The proof of the book.
@Command(name = "verify", description = "Recomputes the whole book: chain, sums, limits.")
final class LedgerVerify extends Asking {

  @Mixin final ArchiveOption archives = new ArchiveOption();

  LedgerVerify(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("ledger verify").with("archives", archives.paths());
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        facts.truth("sound")
            ? terminal.ink(Ink.GOOD, "The book is sound: ")
                + facts.text("batches")
                + " batches, "
                + facts.text("events")
                + " events, head "
                + facts.text("head")
            : terminal.ink(Ink.BAD, "The book is not sound: ")
                + String.join("\n  ", facts.texts("faults")));
    ArchiveOption.notRead(facts, "checked").ifPresent(terminal::line);
    if (!facts.truth("sound")) {
      terminal.line(LedgerExport.howFar(facts));
      terminal.line(
          facts
              .maybe("archive")
              .map(file ->
                  "Give a good copy of "
                      + file
                      + "; the rest of the book alone: trafficctl ledger verify")
              .orElse(
                  "Restore a backup; what is sound of this book: trafficctl ledger export FILE"));
    }
  }

  @Override
  ExitCode verdict(Facts facts) {
    return facts.truth("sound") ? ExitCode.DONE : ExitCode.FAILED;
  }
}
