package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Moves a book's oldest batches into a file: first the file is durable and read back, then the
/// book says so, then it begins after them, and last they are removed.
///
/// A death anywhere loses nothing. Done again with the same file it goes on where it ended.
public final class Archiving {

  /// Batches that are younger stay. A machine's clock may be ahead by
  /// [ClockVerdict#LONGEST_ABSENCE] without anybody having been asked; once it is set right, 32
  /// days before that count again.
  public static final Duration YOUNGEST = ClockVerdict.LONGEST_ABSENCE.plusDays(32);

  /// What became of it.
  public sealed interface Outcome {

    /// @param base what the book begins after now
    record Done(ArchiveFile.Part part, Checkpoint base) implements Outcome {}

    /// Nothing is that old, or all of it is archived already.
    record NothingOld() implements Outcome {}

    /// The file is not one that this book's oldest batches are in; nothing was changed.
    record Unfit(String why) implements Outcome {}
  }

  private final OldBatches rows;
  private final Ledger ledger;

  public Archiving(OldBatches rows, Ledger ledger) {
    this.rows = rows;
    this.ledger = ledger;
  }

  /// Throws [UnfitArchive] for a file that is there and no archive, or damaged.
  ///
  /// @param before no batch from that time on is archived; never a younger one than [#YOUNGEST]
  public Outcome archive(ArchiveFile file, Instant before, String by) {
    removeRest();
    Optional<Checkpoint> base = rows.base();
    Head begin = base.map(Checkpoint::head).orElse(Head.EMPTY);
    if (!file.isThere()) {
      Head last = rows.lastBefore(before);
      if (last.number() <= begin.number()) {
        return new Outcome.NothingOld();
      }
      write(file, new ArchiveFile.Part(begin, last));
    }
    ArchiveFile.Part part = file.part();
    if (base.isPresent() && part.last().equals(begin)) {
      return new Outcome.Done(part, base.get());
    }
    if (!part.after().equals(begin) || !rows.has(part.last())) {
      return new Outcome.Unfit(
          "It has batches %d to %d, and those are not the oldest of this book, which begins with batch %d."
              .formatted(part.after().number() + 1, part.last().number(), begin.number() + 1));
    }
    return take(file, part, base, by);
  }

  /// What can't be read, or is not what was written, is noticed before there is a file.
  private void write(ArchiveFile file, ArchiveFile.Part part) {
    Head[] reached = {part.after()};
    file.write(
        part,
        to ->
            rows.replay(
                part.after(),
                part.last(),
                batch -> {
                  batch.requireAfter(reached[0]);
                  reached[0] = batch.head();
                  to.accept(batch);
                }));
  }

  private Outcome take(
      ArchiveFile file, ArchiveFile.Part part, Optional<Checkpoint> base, String by) {
    Checkpoint archived = readBack(file, base);
    if (!ledger.ask(new NoteArchive(archived.archivedInto(file.name(), by)))) {
      return new Outcome.Unfit(
          "It has batches up to %s; the last %d days stay in the book."
              .formatted(archived.at(), YOUNGEST.toDays()));
    }
    rows.beginAfter(part.after(), archived);
    removeRest();
    return new Outcome.Done(part, archived);
  }

  /// What the file's batches add up to: of the file, so that nothing leaves the book that does not
  /// stand there.
  private static Checkpoint readBack(ArchiveFile file, Optional<Checkpoint> base) {
    LoadedBook read = LoadedBook.empty();
    base.ifPresent(read::beginAt);
    try {
      file.read(batch -> read.accept(batch, event -> {}));
    } catch (BrokenInvariant broken) {
      throw new UnfitArchive(file.name(), "can't be believed: " + broken.getMessage(), broken);
    }
    return Checkpoint.of(read.head(), read.core().state());
  }

  private void removeRest() {
    boolean more = true;
    while (more) {
      more = rows.removeSome();
    }
  }
}
