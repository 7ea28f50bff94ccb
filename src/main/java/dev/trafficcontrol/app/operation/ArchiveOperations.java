package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.ArchiveFile;
import dev.trafficcontrol.ledger.Archiving;
import dev.trafficcontrol.ledger.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/// `ledger archive`
public final class ArchiveOperations {

  private final Archiving archiving;
  private final Function<Path, ArchiveFile> archives;
  private final InstantSource clock;

  /// @param archives an archive of this book, by its file
  public ArchiveOperations(
      Archiving archiving, Function<Path, ArchiveFile> archives, InstantSource clock) {
    this.archiving = archiving;
    this.archives = archives;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(Verb.owned("ledger archive", this::archive, "file", "before"));
  }

  private Facts archive(Arguments arguments) {
    Path file = Path.of(arguments.text("file")).normalize();
    Path folder = file.getParent();
    if (!file.isAbsolute() || folder == null) {
      throw arguments.bad("'" + file + "' is not the whole path of a file.");
    }
    if (!Files.isDirectory(folder)) {
      throw arguments.failed("There is no folder " + folder + ".", "mkdir -p " + folder);
    }
    Instant before = before(arguments);
    return switch (archiving.archive(archives.apply(file), before, arguments.by())) {
      case Archiving.Outcome.Done(ArchiveFile.Part part, Checkpoint base) ->
          Facts.of(
              "archived",
              true,
              "file",
              file,
              "from_batch",
              part.after().number() + 1,
              "to_batch",
              part.last().number(),
              "events",
              part.last().events() - part.after().events(),
              "until",
              base.at());
      case Archiving.Outcome.NothingOld _ -> Facts.of("archived", false, "before", before);
      case Archiving.Outcome.Unfit(String why) ->
          throw arguments.failed(
              "There is a file " + file + " already. " + why, "Name another file.");
    };
  }

  /// A day begins at midnight in UTC, as everywhere in the book.
  private Instant before(Arguments arguments) {
    Instant latest = clock.instant().minus(Archiving.YOUNGEST);
    Instant before =
        arguments
            .maybe("before", text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant())
            .orElse(latest);
    if (before.isAfter(latest)) {
      throw arguments.bad(
          "The last %d days stay in the book, for a clock that has to be set back: %s is the latest day."
              .formatted(Archiving.YOUNGEST.toDays(), LocalDate.ofInstant(latest, ZoneOffset.UTC)));
    }
    return before;
  }
}
