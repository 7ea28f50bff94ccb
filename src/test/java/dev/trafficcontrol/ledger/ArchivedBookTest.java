package dev.trafficcontrol.ledger;

import static dev.trafficcontrol.ledger.ArchivableBook.NOW;
import static dev.trafficcontrol.ledger.ArchivableBook.SPENT;
import static dev.trafficcontrol.ledger.ArchivableBook.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A book that begins after what stands in files: who reads it believes nothing that the book, or
/// the files, do not say.
class ArchivedBookTest {

  private final MemoryArchive a = new MemoryArchive("a");
  private final MemoryArchive b = new MemoryArchive("b");
  private ArchivableBook book;

  @BeforeEach
  void archive_twice() throws InterruptedException {
    book = new ArchivableBook();
    archive(a, daysAgo(90));
    archive(b, daysAgo(62));
  }

  private LedgerWriter open() {
    return LedgerWriter.open(book, InstantSource.fixed(NOW), BookListener.NOBODY);
  }

  private void archive(MemoryArchive file, Instant before) {
    try (LedgerWriter ledger = open()) {
      assertThat(new Archiving(book, ledger).archive(file, before, "owner"))
          .isInstanceOf(Archiving.Outcome.Done.class);
    }
  }

  private BookAudit.Finding audit(ArchiveFile... files) {
    return BookAudit.audit(book, new Archives(List.of(files)), batch -> {});
  }

  private static void assertDamaged(BookAudit.Finding finding, String what) {
    assertThat(finding)
        .isInstanceOfSatisfying(
            BookAudit.Finding.Damaged.class, damaged -> assertThat(damaged.what()).contains(what));
  }

  @Test
  void an_audit_begins_where_the_book_does_and_with_the_files_at_its_first_event() {
    BookAudit.Finding.Sound alone = (BookAudit.Finding.Sound) audit();
    assertThat(alone.from()).isEqualTo(b.part().last());
    BookAudit.Finding.Sound whole = (BookAudit.Finding.Sound) audit(b, a);
    assertThat(whole.from()).isEqualTo(Head.EMPTY);
    assertThat(whole.spent()).isEqualTo(alone.spent()).isEqualTo(SPENT);
    assertThat(whole.head()).isEqualTo(alone.head()).isEqualTo(book.head());
  }

  @Test
  void files_that_do_not_lead_to_where_the_book_begins_are_told_with_what_is_missing()
      throws InterruptedException {
    long first = a.part().last().number();
    long second = b.part().last().number();
    assertThat(Archives.NONE.gap(book.base())).isEmpty();
    assertThat(new Archives(List.of(b, a)).gap(book.base())).as("in any order").isEmpty();
    assertThat(new Archives(List.of(b)).gap(book.base()))
        .contains(
            "Batches 1 to %d are not in the files given; b begins after them.".formatted(first));
    assertThat(new Archives(List.of(a)).gap(book.base()))
        .contains(
            "They end with batch %d, and the book begins after batch %d.".formatted(first, second));
    assertThat(new Archives(List.of(a)).gap(new ArchivableBook().base()))
        .contains("The book has all of its batches; none is in an archive.");
  }

  @Test
  void files_that_end_before_the_book_begins_are_not_taken_for_all_there_was() {
    long first = a.part().last().number();
    assertDamaged(
        audit(a), "not what the archived events up to batch %d add up to".formatted(first));
  }

  @Test
  void a_file_that_was_changed_is_named_and_what_stands_before_it_is_sound() {
    b.tamper("0.5", "0.4");
    assertThat(audit(a, b))
        .isInstanceOfSatisfying(
            BookAudit.Finding.Damaged.class,
            damaged -> {
              assertThat(damaged.archive()).contains("b");
              assertThat(damaged.what()).startsWith("b: ").contains("hash differs");
              assertThat(damaged.lastGood().number())
                  .isGreaterThanOrEqualTo(a.part().last().number());
            });
  }

  private void assertNobodyWorksOnIt() {
    assertDamaged(audit(), "nothing in it vouches for");
    assertDamaged(audit(a, b), "not what the archived events");
    assertThatThrownBy(this::open)
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("begins after batch " + book.base().orElseThrow().head().number())
        .hasMessageContaining("nothing in it vouches for");
  }

  @Test
  void a_book_that_begins_with_other_sums_than_it_says_is_not_worked_on() {
    Checkpoint base = book.base().orElseThrow();
    assertThat(base.body()).contains("3.5");
    book.replaceBase(new Checkpoint(base.head(), base.body().replace("3.5", "0.5")));
    assertNobodyWorksOnIt();
  }

  @Test
  void a_book_that_begins_with_its_sums_after_another_batch_is_not_worked_on() {
    Checkpoint base = book.base().orElseThrow();
    Head skipped = BookContract.all(book).get(1).head(); // a whole call
    book.replaceBase(new Checkpoint(skipped, base.body()));
    assertNobodyWorksOnIt();
  }

  /// The book changes its beginning between the two looks of whoever reads it.
  @Test
  void who_reads_the_book_while_it_is_archived_reads_it_again() throws InterruptedException {
    book = new ArchivableBook();
    book.beforeReplay(() -> archive(new MemoryArchive("c"), daysAgo(62)));
    try (LedgerWriter ledger = open()) {
      assertThat(book.base()).isPresent();
      assertThat(ledger.totalSpent()).isEqualTo(SPENT);
    }
  }

  @Test
  void a_clock_is_not_set_to_before_the_books_beginning() {
    Instant beginning = daysAgo(80);
    try (LedgerWriter ledger = open()) {
      assertThat(ledger.ask(setClock(beginning.minusMillis(1))))
          .isEqualTo(new SetClock.Reply.BeforeTheBook(beginning));
      assertThat(ledger.ask(setClock(beginning))).isEqualTo(new SetClock.Reply.Done(NOW));
    }
  }

  private static SetClock setClock(Instant to) {
    return new SetClock(new ClockReading("boot", 1, to), "owner", "drill");
  }

  /// A look changes nothing, not even what the look itself would write down.
  @Test
  void who_only_looks_reads_the_book_as_its_writer_would_and_leaves_it_as_it_is() {
    Head head = book.head();
    UnwrittenBook looked = new UnwrittenBook(book);
    assertThat(looked.base()).isPresent().isEqualTo(book.base());
    book.keep(Checkpoint.of(head, LoadedBook.read(book, null, Head.EMPTY).core().state()));
    assertThat(looked.checkpoint()).isPresent().isEqualTo(book.checkpoint());
    looked.keep(book.base().orElseThrow());
    try (LedgerWriter ledger =
        LedgerWriter.open(looked, InstantSource.fixed(NOW), BookListener.NOBODY)) {
      assertThat(ledger.totalSpent()).isEqualTo(SPENT);
      ledger.ask(new Kill("drill", "owner"));
      assertThat(ledger.kill()).isPresent();
    }
    assertThat(book.head()).isEqualTo(head);
    assertThat(book.checkpoint().orElseThrow().head()).isEqualTo(head);
  }
}
