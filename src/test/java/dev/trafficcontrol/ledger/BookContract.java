package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every book keeps, wherever it is kept.
public abstract class BookContract {

  private static final Instant AT = Instant.parse("2026-11-01T10:00:00.123Z");

  protected abstract Book book();

  public static void append(Book book, Batch batch, BudgetView... touched) {
    try (Book.Turn turn = book.turn()) {
      turn.append(batch, List.of(touched));
    }
  }

  private void append(Batch batch) {
    append(book(), batch);
  }

  /// The next batch of `book`, with as many events as there are texts.
  public static Batch next(Book book, String... texts) {
    return next(book.head(), texts);
  }

  public static Batch next(Head head, String... texts) {
    List<Batch.Entry> entries = new ArrayList<>();
    for (String text : texts) {
      entries.add(EventCodec.write(new LedgerEvent.Killed(text, "owner")));
    }
    return Batch.after(head, AT.plusSeconds(head.number()), entries);
  }

  public static List<Batch> all(Book book) {
    List<Batch> batches = new ArrayList<>();
    book.replay(batches::add);
    return batches;
  }

  @Test
  void a_new_book_is_empty() {
    assertThat(book().head()).isEqualTo(Head.EMPTY);
    assertThat(all(book())).isEmpty();
  }

  @Test
  void a_tail_begins_after_the_last_batch_before_its_time() {
    List<Batch> all = new ArrayList<>();
    for (String text : List.of("one", "two", "three", "four")) {
      Batch batch = next(book(), text);
      append(batch);
      all.add(batch);
    }
    assertThat(tail(AT.plusSeconds(2))).isEqualTo(all.subList(2, 4));
    assertThat(tail(AT.plusSeconds(2).plusMillis(1))).isEqualTo(all.subList(3, 4));
    assertThat(tail(AT.plusSeconds(9))).isEmpty();
    assertThat(tail(AT)).isEqualTo(all);
    assertThat(tail(Instant.EPOCH)).isEqualTo(all);
  }

  private List<Batch> tail(Instant from) {
    List<Batch> batches = new ArrayList<>();
    book().replay(from, batches::add);
    return batches;
  }

  @Test
  void what_was_appended_is_replayed_byte_for_byte_in_order() {
    Batch first = next(book(), "one", "two \"quoted\" 🚦 \u0000 \n end");
    append(first);
    Batch second = next(book(), "three");
    append(second);
    assertThat(all(book())).containsExactly(first, second).allMatch(Batch::isIntact);
    assertThat(book().head()).isEqualTo(second.head());
  }

  @Test
  void a_batch_that_does_not_follow_the_head_is_refused() {
    Batch first = next(book(), "one");
    Batch rival = next(book(), "other");
    append(first);
    assertThatThrownBy(() -> append(rival))
        .isInstanceOf(LedgerUnavailable.class)
        .hasMessageContaining("does not follow");
    assertThatThrownBy(() -> append(first)).isInstanceOf(LedgerUnavailable.class);
    Head gap = new Head(5, first.hash(), 5);
    assertThatThrownBy(() -> append(next(gap, "gap"))).isInstanceOf(LedgerUnavailable.class);
    Head otherHistory = new Head(1, "a".repeat(64), 1);
    assertThatThrownBy(() -> append(next(otherHistory, "forged")))
        .isInstanceOf(LedgerUnavailable.class);
    assertThat(all(book())).containsExactly(first);
  }

  @Test
  void a_large_batch_is_one_step() {
    String[] texts = new String[5_000];
    for (int at = 0; at < texts.length; at++) {
      texts[at] = "event " + at;
    }
    Batch large = next(book(), texts);
    append(large);
    assertThat(all(book())).containsExactly(large);
    assertThat(book().head().events()).isEqualTo(5_000);
  }
}
