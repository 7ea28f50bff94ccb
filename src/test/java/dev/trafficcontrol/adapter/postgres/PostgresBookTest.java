package dev.trafficcontrol.adapter.postgres;

import static dev.trafficcontrol.ledger.BookContract.append;
import static dev.trafficcontrol.ledger.BookContract.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.HeadFile;
import dev.trafficcontrol.adapter.sql.Sql;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookContract;
import dev.trafficcontrol.ledger.BrokenInvariant;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.testing.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBookTest extends BookContract {

  @TempDir private Path home;
  private PostgresAddress address;
  private PostgresDatabase database;
  private PostgresBook book;

  @BeforeEach
  void open() {
    address = PostgresServer.database();
    database = PostgresDatabase.open(address, PostgresServer.STAMP);
    book = PostgresBook.open(database, home, Optional.empty());
  }

  @AfterEach
  void close() {
    book.close();
    database.close();
  }

  @Override
  protected Book book() {
    return book;
  }

  @Test
  void who_takes_a_turn_reads_what_the_turns_before_have_written() {
    Batch first = next(book, "one");
    append(book, first);
    try (PostgresBook other = PostgresBook.openInDoubt(database, other(), Optional.empty())) {
      Batch second = next(book, "two");
      append(book, second);
      List<Batch> news = new ArrayList<>();
      try (Book.Turn turn = other.turn()) {
        turn.since(first.head(), news::add);
        turn.append(next(second.head(), "three"), List.of());
      }
      assertThat(news).containsExactly(second);
      assertThat(book.head().number()).isEqualTo(3);
    }
  }

  /// As after a commit whose answer was lost: the batch is found by reading, and then answered.
  @Test
  void a_head_learned_by_reading_anew_is_kept_at_home_before_anything_is_answered()
      throws Exception {
    Path other = other();
    Batch first = next(book, "one");
    try (PostgresBook theirs = PostgresBook.open(database, other, Optional.empty())) {
      append(book, first);
      theirs.replay(batch -> {});
      try (Book.Turn turn = theirs.turn()) {
        turn.since(first.head(), batch -> {});
      }
      assertThat(other.resolve(HeadFile.NAME)).content().contains(first.hash());
    }
  }

  private Path other() {
    Path other = home.resolve("other");
    assertThat(other.toFile().mkdirs()).isTrue();
    return other;
  }

  @Test
  void nobody_else_has_a_turn_until_it_has_ended() throws Exception {
    try (PostgresBook other = PostgresBook.openInDoubt(database, other(), Optional.empty())) {
      Book.Turn mine = book.turn();
      CompletableFuture<Head> theirs =
          CompletableFuture.supplyAsync(() -> {
            List<Batch> news = new ArrayList<>();
            try (Book.Turn turn = other.turn()) {
              turn.since(Head.EMPTY, news::add);
            }
            return news.getLast().head();
          });
      Batch first = next(Head.EMPTY, "one");
      mine.append(first, List.of());
      mine.close();
      assertThat(theirs.get()).isEqualTo(first.head());
    }
  }

  @Test
  void what_was_not_appended_is_gone_with_its_turn() {
    try (Book.Turn turn = book.turn()) {
      turn.since(Head.EMPTY, batch -> {});
    }
    append(book, next(book, "one"));
    assertThat(book.head().number()).isEqualTo(1);
  }

  @Test
  void a_connection_that_is_cut_in_a_turn_wrote_nothing_and_the_next_turn_goes_on() {
    Book.Turn turn = book.turn();
    PostgresServer.cutConnections(address);
    assertThatThrownBy(() -> turn.append(next(Head.EMPTY, "lost"), List.of()))
        .isInstanceOf(LedgerUnavailable.class);
    turn.close();
    append(book, next(Head.EMPTY, "one"));
    assertThat(all(book)).hasSize(1);
  }

  @Test
  void a_database_that_forgot_what_was_seen_is_not_written() {
    append(book, next(book, "one"));
    Head seen = book.head();
    PostgresServer.execute(
        address,
        """
        ALTER TABLE tc_batches DISABLE TRIGGER ALL;
        DELETE FROM tc_batches;
        UPDATE tc_book SET number = 0, hash = repeat('0', 64), events = 0
        """);
    try (Book.Turn turn = book.turn()) {
      assertThatThrownBy(() -> turn.since(seen, batch -> {}))
          .isInstanceOf(BrokenInvariant.class)
          .hasMessageContaining("ends at batch 0, and batch 1 was seen");
    }
    close();
    database = PostgresDatabase.open(address, PostgresServer.STAMP);
    assertThatThrownBy(() -> PostgresBook.open(database, home, Optional.empty()))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("accept-head");
    book = PostgresBook.openInDoubt(database, home, Optional.empty());
    book.believe();
    append(book, next(book, "goes on"));
    close();
    open2();
  }

  private void open2() {
    database = PostgresDatabase.open(address, PostgresServer.STAMP);
    book = PostgresBook.open(database, home, Optional.empty());
  }

  @Test
  void the_book_can_be_neither_changed_nor_shortened_by_sql() {
    append(book, next(book, "one"));
    for (String sql :
        List.of(
            "UPDATE tc_events SET body = '{}'",
            "DELETE FROM tc_events",
            "UPDATE tc_batches SET hash = ''",
            "DELETE FROM tc_batches",
            "TRUNCATE tc_batches")) {
      assertThatThrownBy(() -> database.write(connection -> Sql.update(connection, sql)))
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void each_event_is_a_row_for_peoples_queries() {
    append(book, next(book, "one", "two"));
    append(book, next(book, "three"));
    List<String> rows =
        database.read(connection ->
            Sql.list(
                connection,
                "SELECT number, batch, kind, body::json ->> 'reason' FROM tc_events ORDER BY number",
                row ->
                    row.getLong(1)
                        + " "
                        + row.getLong(2)
                        + " "
                        + row.getString(3)
                        + " "
                        + row.getString(4)));
    assertThat(rows).containsExactly("1 1 killed one", "2 1 killed two", "3 2 killed three");
  }
}
