package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.ArchiveFile;
import dev.trafficcontrol.ledger.Archives;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.ledger.Head;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `ledger list`, `ledger verify` and `ledger export`
public final class BookOperations {

  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 10_000;

  private final Book book;
  private final Function<Path, ArchiveFile> archives;

  /// @param archives an archive of this book, by its file
  public BookOperations(Book book, Function<Path, ArchiveFile> archives) {
    this.book = book;
    this.archives = archives;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("ledger list", this::list, "limit"),
        Verb.open("ledger verify", this::verify, "archives"),
        Verb.owned("ledger export", this::export, "file", "archives"));
  }

  private Facts list(Arguments arguments) {
    int limit = arguments.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
    Deque<Facts> last = new ArrayDeque<>();
    book.replay(batch -> {
      for (Batch.Entry entry : batch.entries()) {
        last.addLast(event(batch, entry));
        if (last.size() > limit) {
          last.removeFirst();
        }
      }
    });
    return Facts.list("events", List.copyOf(last));
  }

  private static Facts event(Batch batch, Batch.Entry entry) {
    return Facts.of(
        "batch", batch.number(),
        "at", batch.at(),
        "kind", entry.kind(),
        "says", EventWords.of(entry.event()),
        "event", entry.json());
  }

  private Facts verify(Arguments arguments) {
    return facts(BookAudit.audit(book, archives(arguments), batch -> {}));
  }

  private Facts export(Arguments arguments) {
    Path file = Path.of(arguments.text("file")).normalize();
    return facts(BookExport.write(book, archives(arguments), arguments, file)).with("file", file);
  }

  private Archives archives(Arguments arguments) {
    List<String> given = arguments.texts("archives");
    if (given.isEmpty()) {
      return Archives.NONE;
    }
    Archives files = new Archives(given.stream().map(Path::of).map(archives).toList());
    Optional<String> gap = files.gap(book.base());
    if (gap.isPresent()) {
      throw arguments.failed(
          gap.get(), "Give all archives of this book, or none: --archive FILE --archive FILE");
    }
    return files;
  }

  private Facts facts(BookAudit.Finding finding) {
    return switch (finding) {
      case BookAudit.Finding.Sound sound ->
          Facts.of(
                  "sound", true,
                  "batches", sound.head().number(),
                  "events", sound.head().events(),
                  "head", sound.head().hash(),
                  "open_holds", sound.openHolds(),
                  "held", sound.held().toUsd(),
                  "spent", sound.spent().toUsd())
              .with("archived", archivedBefore(sound.from()));
      case BookAudit.Finding.Damaged(Head lastGood, String what, Optional<String> archive) ->
          Facts.of(
              "sound", false,
              "batches", lastGood.number(),
              "events", lastGood.events(),
              "head", lastGood.hash(),
              "faults", List.of(what),
              "archive", archive);
    };
  }

  /// What was believed instead of read; null where all was read.
  private @Nullable Facts archivedBefore(Head from) {
    return book.base()
        .filter(base -> base.head().equals(from))
        .map(base ->
            Facts.of(
                "batches", base.head().number(),
                "events", base.head().events(),
                "until", base.at()))
        .orElse(null);
  }
}
