package dev.trafficcontrol.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The files that hold what a book does not begin with any more, the oldest first.
public record Archives(List<ArchiveFile> files) {

  /// Nothing but the book itself is at hand.
  public static final Archives NONE = new Archives(List.of());

  public Archives {
    files =
        files.stream()
            .sorted(Comparator.comparingLong(file -> file.part().after().number()))
            .toList();
  }

  /// Why they do not lead from a book's first batch to where it begins now; empty where they do,
  /// and where there are none. Throws [UnfitArchive] for a file that is no archive.
  public Optional<String> gap(Optional<Checkpoint> base) {
    Head reached = Head.EMPTY;
    for (ArchiveFile file : files) {
      ArchiveFile.Part part = file.part();
      if (!part.after().equals(reached)) {
        return Optional.of(
            "Batches %d to %d are not in the files given; %s begins after them."
                .formatted(reached.number() + 1, part.after().number(), file.name()));
      }
      reached = part.last();
    }
    Head begin = base.map(Checkpoint::head).orElse(Head.EMPTY);
    return files.isEmpty() || reached.equals(begin)
        ? Optional.empty()
        : Optional.of(
            begin.equals(Head.EMPTY)
                ? "The book has all of its batches; none is in an archive."
                : "They end with batch %d, and the book begins after batch %d."
                    .formatted(reached.number(), begin.number()));
  }
}
