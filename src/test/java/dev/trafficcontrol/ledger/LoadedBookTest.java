package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A book that is read again by who has seen a part of it.
class LoadedBookTest {

  private static final Instant AT = Instant.parse("2026-11-02T12:00:00Z");

  private final MemoryBook book = new MemoryBook();
  private int written;

  private Head write(LedgerEvent... events) {
    Batch batch = Batch.after(book.head(), AT, EventCodec.write(List.of(events)));
    book.append(batch, List.of());
    return batch.head();
  }

  private Head write() {
    return write(new LedgerEvent.Killed("kill " + ++written, "owner"));
  }

  /// Returns the book's end after it.
  private Head writeCheckpoint() {
    LoadedBook whole = LoadedBook.read(book, null, Head.EMPTY);
    Checkpoint checkpoint = Checkpoint.of(whole.head(), whole.core().state());
    book.keep(checkpoint);
    return write(checkpoint.note());
  }

  private LoadedBook read(Head seen) {
    LoadedBook read = LoadedBook.read(book, null, seen);
    assertThat(read.head()).isEqualTo(book.head());
    return read;
  }

  private static List<LedgerEvent> news(LoadedBook read) {
    return read.news().stream().flatMap(each -> each.step().events().stream()).toList();
  }

  @Test
  void who_saw_what_a_checkpoint_follows_goes_on_from_there_and_hears_of_what_came_since() {
    write();
    Head seen = write();
    writeCheckpoint();
    LoadedBook read = read(seen);
    assertThat(read.readFrom()).isEqualTo(seen);
    assertThat(news(read)).containsExactly(book.checkpoint().orElseThrow().note());
  }

  @Test
  void who_saw_more_than_a_checkpoint_goes_on_from_there_and_hears_nothing_twice() {
    Head checkpointed = write();
    Head seen = writeCheckpoint();
    LedgerEvent after = new LedgerEvent.Revived("owner");
    write(after);
    LoadedBook read = read(seen);
    assertThat(read.readFrom()).isEqualTo(checkpointed);
    assertThat(news(read)).containsExactly(after);
  }

  @Test
  void who_saw_less_than_a_checkpoint_reads_the_whole_book_which_must_go_through_what_was_seen() {
    Head seen = write();
    write();
    writeCheckpoint();
    LoadedBook read = read(seen);
    assertThat(read.readFrom()).isEqualTo(Head.EMPTY);
    assertThat(news(read)).hasSize(2);

    Head elsewhere = new Head(seen.number(), "a".repeat(64), seen.events());
    assertThatThrownBy(() -> LoadedBook.read(book, null, elsewhere))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("an older copy, or another one");
  }

  @Test
  void who_starts_anew_goes_on_from_the_checkpoint_and_hears_nothing() {
    Head checkpointed = write();
    writeCheckpoint();
    LoadedBook read = read(Head.EMPTY);
    assertThat(read.readFrom()).isEqualTo(checkpointed);
    assertThat(news(read)).isEmpty();
  }

  @Test
  void what_others_wrote_is_told_with_the_budgets_it_changed() {
    Head seen = write();
    Limit limit = Limit.of(Money.ofUsd("7"));
    write(new LedgerEvent.BudgetSet(Scope.GLOBAL, Window.TOTAL, limit, "owner", "test"));
    List<LoadedBook.News> news = read(seen).news();
    assertThat(news).hasSize(1);
    assertThat(news.getFirst().step().touched())
        .contains(
            new BudgetView(
                new BudgetId(Scope.GLOBAL, Window.TOTAL), limit, Money.ZERO, Money.ZERO));
  }
}
