package dev.trafficcontrol.ledger;

import static dev.trafficcontrol.ledger.ArchivableBook.NOW;
import static dev.trafficcontrol.ledger.ArchivableBook.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A book's oldest batches leave it for a file: what becomes of both, step by step.
class ArchivingInMemoryTest {

  private final MemoryArchive file = new MemoryArchive("a");
  private ArchivableBook book;
  private LedgerWriter ledger;
  private List<Batch> before;

  @BeforeEach
  void open() throws InterruptedException {
    book = new ArchivableBook();
    before = BookContract.all(book);
    ledger = LedgerWriter.open(book, InstantSource.fixed(NOW), BookListener.NOBODY);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private Archiving.Outcome archive(ArchiveFile into, Instant time) {
    return new Archiving(book, ledger).archive(into, time, "owner");
  }

  private Archiving.Outcome.Done done(ArchiveFile into, Instant time) {
    Archiving.Outcome outcome = archive(into, time);
    assertThat(outcome).isInstanceOf(Archiving.Outcome.Done.class);
    return (Archiving.Outcome.Done) outcome;
  }

  private void assertUnfit(Archiving.Outcome outcome, String why) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Archiving.Outcome.Unfit.class, unfit -> assertThat(unfit.why()).contains(why));
  }

  private void assertNothingLeft() {
    assertThat(book.base()).isEmpty();
    assertThat(BookContract.all(book)).startsWith(before.toArray(Batch[]::new));
  }

  @Test
  void the_file_has_what_leaves_the_book_and_the_book_says_so_before_it_begins_elsewhere() {
    Archiving.Outcome.Done done = done(file, daysAgo(62));
    int old = Math.toIntExact(done.part().last().number());
    assertThat(before.get(old - 1).at()).isEqualTo(daysAgo(80));
    assertThat(before.get(old).at()).isEqualTo(daysAgo(40));
    assertThat(done.part().after()).isEqualTo(Head.EMPTY);
    assertThat(done.base().head()).isEqualTo(done.part().last());
    assertThat(done.base().at()).isEqualTo(daysAgo(80));

    assertThat(file.batches()).isEqualTo(before.subList(0, old));
    assertThat(book.base()).contains(done.base());
    List<Batch> left = BookContract.all(book);
    assertThat(left).startsWith(before.subList(old, before.size()).toArray(Batch[]::new));
    assertThat(left.getLast().entries().getLast().event())
        .isEqualTo(done.base().archivedInto("a", "owner"));
    assertThat(ledger.totalSpent()).isEqualTo(ArchivableBook.SPENT);
  }

  @Test
  void a_second_file_goes_on_where_the_first_ended() {
    Archiving.Outcome.Done first = done(file, daysAgo(90));
    MemoryArchive next = new MemoryArchive("b");
    Archiving.Outcome.Done second = done(next, daysAgo(62));
    assertThat(second.part().after()).isEqualTo(first.part().last());
    assertThat(next.batches().getFirst().follows(first.part().last())).isTrue();
    assertThat(second.base().at()).isEqualTo(daysAgo(80));
  }

  @Test
  void where_nothing_is_that_old_or_all_of_it_is_archived_there_is_no_file() {
    assertThat(archive(file, daysAgo(101))).isInstanceOf(Archiving.Outcome.NothingOld.class);
    assertThat(file.isThere()).isFalse();
    done(file, daysAgo(62));
    MemoryArchive next = new MemoryArchive("b");
    assertThat(archive(next, daysAgo(62))).isInstanceOf(Archiving.Outcome.NothingOld.class);
    assertThat(next.isThere()).isFalse();
  }

  @Test
  void the_book_keeps_what_is_too_young_whoever_chose_it() {
    assertUnfit(archive(file, daysAgo(5)), "batches up to " + daysAgo(40) + "; the last 62 days");
    assertNothingLeft();
  }

  @Test
  void a_file_of_other_batches_than_the_oldest_is_unfit_and_nothing_changes() {
    MemoryArchive foreign = new MemoryArchive("other");
    Batch theirs = BookContract.next(Head.EMPTY, "another book");
    foreign.write(new ArchiveFile.Part(Head.EMPTY, theirs.head()), to -> to.accept(theirs));
    assertUnfit(
        archive(foreign, daysAgo(62)), "It has batches 1 to 1, and those are not the oldest");
    assertNothingLeft();

    MemoryArchive gap = new MemoryArchive("gap");
    gap.write(new ArchiveFile.Part(before.get(1).head(), before.get(2).head()), to -> {});
    assertUnfit(archive(gap, daysAgo(62)), "batches 3 to 3, and those are not the oldest");
    assertNothingLeft();

    long first = done(file, daysAgo(90)).part().last().number();
    done(new MemoryArchive("b"), daysAgo(62));
    long begin = BookContract.all(book).getFirst().number();
    assertThat(begin).isGreaterThan(first + 1);
    assertUnfit(
        archive(file, daysAgo(62)),
        "batches 1 to %d, and those are not the oldest of this book, which begins with batch %d."
            .formatted(first, begin));
  }

  @Test
  void a_damaged_book_is_not_archived_and_there_is_no_file() {
    book.tamper(5, "K1", "K2");
    assertThatThrownBy(() -> archive(file, daysAgo(62)))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("batch 5")
        .hasMessageContaining("hash differs");
    assertThat(file.isThere()).isFalse();
  }

  private void dieBeforeTheBookSaysSo() {
    book.failNext(2, MemoryBook.Fault.BEFORE_WRITING);
    assertThatThrownBy(() -> archive(file, daysAgo(62))).isInstanceOf(LedgerUnavailable.class);
    assertThat(file.isThere()).isTrue();
    assertNothingLeft();
  }

  @Test
  void who_died_before_the_book_said_so_goes_on_with_the_file_that_is_there() {
    dieBeforeTheBookSaysSo();
    Archiving.Outcome.Done done = done(file, daysAgo(62));
    assertThat(BookContract.all(book).getFirst().number())
        .isEqualTo(done.part().last().number() + 1);
  }

  @Test
  void a_file_that_says_something_else_than_was_written_takes_nothing_from_the_book() {
    dieBeforeTheBookSaysSo();
    file.tamper("0.5", "0.4");
    assertThatThrownBy(() -> archive(file, daysAgo(62)))
        .isInstanceOf(UnfitArchive.class)
        .hasMessageStartingWith("a can't be believed: ")
        .hasMessageContaining("hash differs");
    assertNothingLeft();
  }

  @Test
  void who_died_before_all_was_removed_removes_the_rest_and_says_the_same_again() {
    Runnable death =
        () -> {
          throw new IllegalStateException("planted: killed");
        };
    book.beforeNext("archived", () -> book.beforeRemoving(death));
    assertThatThrownBy(() -> archive(file, daysAgo(62))).hasMessage("planted: killed");
    assertThat(BookContract.all(book).getFirst().number()).isEqualTo(1);
    Checkpoint base = book.base().orElseThrow();

    assertThat(done(file, daysAgo(62)).base()).isEqualTo(base);
    assertThat(BookContract.all(book).getFirst().number()).isEqualTo(base.head().number() + 1);
    assertThat(book.events()).filteredOn(LedgerEvent.Archived.class::isInstance).hasSize(1);
  }
}
