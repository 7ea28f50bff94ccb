package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.ledger.Head;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// `ledger list`, `ledger verify` and `ledger export`
public final class BookOperations {

  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 10_000;

  private final Book book;

  public BookOperations(Book book) {
    this.book = book;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("ledger list", this::list, "limit"),
        Verb.open("ledger verify", _ -> facts(BookAudit.audit(book))),
        Verb.owned("ledger export", this::export, "file"));
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

  private Facts export(Arguments arguments) {
    Path file = Path.of(arguments.text("file")).normalize();
    return facts(BookExport.write(book, arguments, file)).with("file", file);
  }

  private static Facts facts(BookAudit.Finding finding) {
    return switch (finding) {
      case BookAudit.Finding.Sound sound ->
          Facts.of(
              "sound", true,
              "batches", sound.head().number(),
              "events", sound.head().events(),
              "head", sound.head().hash(),
              "open_holds", sound.openHolds(),
              "held", sound.held().toUsd(),
              "spent", sound.spent().toUsd());
      case BookAudit.Finding.Damaged(Head lastGood, String what) ->
          Facts.of(
              "sound", false,
              "batches", lastGood.number(),
              "events", lastGood.events(),
              "head", lastGood.hash(),
              "faults", List.of(what));
    };
  }
}
