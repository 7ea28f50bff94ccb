package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The files that the oldest part of the book was archived into.
final class ArchiveOption {

  @Option(
      names = "--archive",
      paramLabel = "FILE",
      description = "What ledger archive has made of the book's oldest part; once for each file.")
  List<Path> files = new ArrayList<>();

  List<String> paths() {
    return files.stream().map(file -> file.toAbsolutePath().normalize().toString()).toList();
  }

  /// What is said where the book begins later than with its first batch; empty where all was read.
  static Optional<String> notRead(Facts facts, String what) {
    if (facts.maybe("archived").isEmpty()) {
      return Optional.empty();
    }
    Facts archived = facts.object("archived");
    return Optional.of(
        "Batches 1 to %s (%s events, until %s) are in an archive that was not given: %s from there on. Give it: --archive FILE"
            .formatted(
                archived.text("batches"), archived.text("events"), archived.text("until"), what));
  }
}
