package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Keeps the book small without forgetting anything.
@Command(
    name = "archive",
    description = {
      "Moves the oldest part of the book into a file, also while a daemon works.",
      "What is spent, held or unknown stays. Keep the file: ledger verify --archive FILE checks it with the book."
    })
final class LedgerArchive extends Asking {

  @Parameters(
      paramLabel = "FILE",
      description = "The file to make, gzip: such as book-2026-09.ndjson.gz")
  @Nullable Path file;

  @Option(
      names = "--before",
      paramLabel = "DATE",
      description =
          "Archive what is older, in UTC: 2026-09-01. Without it, and at the latest: 62 days ago.")
  @Nullable String before;

  LedgerArchive(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("ledger archive")
        .with("file", Path.of(String.valueOf(file)).toAbsolutePath().toString())
        .with("before", before);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        facts.truth("archived")
            ? "Archived into %s: batches %s to %s, %s events, until %s. Keep it: the book alone begins after it."
                .formatted(
                    facts.text("file"),
                    facts.text("from_batch"),
                    facts.text("to_batch"),
                    facts.text("events"),
                    facts.text("until"))
            : "Nothing was archived: the book has nothing from before "
                + facts.text("before")
                + ".");
  }
}
