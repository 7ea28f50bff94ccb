package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.ledger.Head;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// `ledger list` and `ledger verify`
public final class BookOperations {

  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 10_000;

  private final Book book;

  public BookOperations(Book book) {
    this.book = book;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("ledger list", this::list, "limit"), Verb.open("ledger verify", this::verify));
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
    return switch (BookAudit.audit(book)) {
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
