package dev.trafficcontrol.adapter.sqlite;

import static dev.trafficcontrol.adapter.sqlite.SqliteDatabaseTest.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookContract;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteBookTest extends BookContract {

  @TempDir private Path home;
  private SqliteDatabase database;
  private SqliteBook book;

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(home, stamp("development", "D1"));
    book = SqliteBook.open(database, home);
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
  void the_book_is_there_after_a_restart() {
    Batch first = next(book, "one");
    book.append(first, List.of());
    reopen();
    assertThat(all(book)).containsExactly(first);
    Batch second = next(book, "two");
    book.append(second, List.of());
    assertThat(all(book)).containsExactly(first, second);
  }

  @Test
  void a_full_disk_refuses_the_batch_leaves_nothing_of_it_and_passes() {
    Batch first = next(book, "one");
    book.append(first, List.of());
    pragma("max_page_count = 40");
    Batch tooBig = next(book, "x".repeat(500_000), "y");
    assertThatThrownBy(() -> book.append(tooBig, List.of(budget("global", "1"))))
        .isInstanceOf(LedgerUnavailable.class)
        .hasMessageContaining("full");
    assertThat(all(book)).containsExactly(first);
    assertThat(rows("SELECT id FROM tc_budgets")).isEmpty();
    pragma("max_page_count = 1000000");
    book.append(tooBig, List.of(budget("global", "1")));
    assertThat(all(book)).containsExactly(first, tooBig);
  }

  @Test
  void F09_a_store_that_can_not_be_written_refuses_the_batch() {
    pragma("query_only = ON");
    Batch batch = next(book, "one");
    assertThatThrownBy(() -> book.append(batch, List.of())).isInstanceOf(LedgerUnavailable.class);
    assertThat(all(book)).isEmpty();
    reopen();
    book.append(batch, List.of());
    assertThat(all(book)).containsExactly(batch);
  }

  @Test
  void a_closed_store_refuses_everything() {
    Batch batch = next(book, "one");
    database.close();
    assertThatThrownBy(() -> book.append(batch, List.of())).isInstanceOf(LedgerUnavailable.class);
    assertThatThrownBy(book::head).isInstanceOf(LedgerUnavailable.class);
    assertThatThrownBy(() -> all(book)).isInstanceOf(LedgerUnavailable.class);
  }

  @Test
  void the_book_can_be_neither_changed_nor_shortened_by_sql() {
    book.append(next(book, "one"), List.of());
    for (String sql :
        List.of(
            "UPDATE tc_events SET body = '{}'",
            "DELETE FROM tc_events",
            "UPDATE tc_batches SET hash = ''",
            "DELETE FROM tc_batches")) {
      assertThatThrownBy(() ->
              database.write(connection -> {
                Connections.execute(connection, sql);
                return true;
              }))
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void the_users_own_select_finds_the_global_budgets() {
    book.append(next(book, "one"), List.of(budget("global", "0.25"), budget("project:web", "1")));
    book.append(next(book, "two"), List.of(budget("global", "0.75")));
    assertThat(rows("SELECT * FROM tc_budgets WHERE project_id IS NULL"))
        .containsExactly(
            "global/rolling-hour|null|global||rolling-hour|10.00|0.75|0.00|2026-11-01T10:00:01.123Z");
    assertThat(rows("SELECT project_id, spent_usd FROM tc_budgets WHERE project_id IS NOT NULL"))
        .containsExactly("web|1.00");
  }

  @Test
  void an_older_copy_of_the_database_is_refused() throws IOException {
    book.append(next(book, "one"), List.of());
    Path copy = home.resolve("copy.db");
    database.backup(copy);
    book.append(next(book, "two"), List.of());
    close();
    putBack(copy);
    database = SqliteDatabase.open(home, stamp("development", "D1"));
    assertThatThrownBy(() -> SqliteBook.open(database, home))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("ends at batch 1")
        .hasMessageContaining("book.head says batch 2")
        .hasMessageContaining("put back the newest copy");
    believeAndOpen();
  }

  @Test
  void an_older_copy_that_was_written_on_elsewhere_is_refused() throws IOException {
    book.append(next(book, "one"), List.of());
    Path copy = home.resolve("copy.db");
    database.backup(copy);
    book.append(next(book, "two"), List.of());
    byte[] head = Files.readAllBytes(home.resolve("book.head"));
    close();
    putBack(copy);
    database = SqliteDatabase.open(home, stamp("development", "D1"));
    believeAndOpen();
    book.append(next(book, "another two"), List.of());
    book.append(next(book, "three"), List.of());
    book.close();
    Files.write(home.resolve("book.head"), head);
    assertThatThrownBy(() -> SqliteBook.open(database, home)).isInstanceOf(DatabaseRefused.class);
    believeAndOpen();
  }

  /// As the owner's word does.
  private void believeAndOpen() {
    SqliteBook doubted = SqliteBook.openInDoubt(database, home, Optional.empty());
    assertThat(doubted.doubt()).isPresent();
    doubted.append(next(doubted, "accepted"), List.of());
    doubted.close();
    assertThatThrownBy(() -> SqliteBook.open(database, home))
        .as("what is written in doubt takes none away")
        .isInstanceOf(DatabaseRefused.class);
    doubted = SqliteBook.openInDoubt(database, home, Optional.empty());
    doubted.believe();
    doubted.close();
    book = SqliteBook.open(database, home);
  }

  @Test
  void a_head_file_that_is_behind_is_brought_up_to_date() throws IOException {
    Path file = home.resolve("book.head");
    byte[] empty = Files.readAllBytes(file);
    book.append(next(book, "one"), List.of());
    byte[] first = Files.readAllBytes(file);
    book.append(next(book, "two"), List.of());
    byte[] second = Files.readAllBytes(file);
    for (byte[] found : List.of(empty, first)) {
      book.close();
      Files.write(file, found);
      book = SqliteBook.open(database, home);
      assertThat(Files.readAllBytes(file)).isEqualTo(second);
    }
  }

  @Test
  void a_head_file_that_is_missing_or_damaged_is_refused_until_somebody_accepts_that()
      throws IOException {
    Path file = home.resolve("book.head");
    book.append(next(book, "one"), List.of());
    byte[] torn = Files.readAllBytes(file);
    torn[30] = 'x';
    for (byte[] found : List.of(torn, new byte[0], new byte[4_096])) {
      book.close();
      Files.write(file, found);
      assertThatThrownBy(() -> SqliteBook.open(database, home))
          .isInstanceOf(DatabaseRefused.class)
          .hasMessageContaining("book.head")
          .hasMessageContaining("trafficctl ledger accept-head");
      believeAndOpen();
    }
    book.close();
    Files.delete(file);
    assertThatThrownBy(() -> SqliteBook.open(database, home)).isInstanceOf(DatabaseRefused.class);
    believeAndOpen();
  }

  @Test
  void a_home_that_was_put_back_whole_is_told_by_the_copy_elsewhere() throws IOException {
    Optional<Path> elsewhere = Optional.of(home.resolve("elsewhere.head"));
    book.close();
    book = SqliteBook.open(database, home, elsewhere);
    book.append(next(book, "one"), List.of());
    Path copy = home.resolve("copy.db");
    database.backup(copy);
    byte[] head = Files.readAllBytes(home.resolve("book.head"));
    book.append(next(book, "two"), List.of());
    close();
    putBack(copy);
    Files.write(home.resolve("book.head"), head);
    database = SqliteDatabase.open(home, stamp("development", "D1"));
    assertThatThrownBy(() -> SqliteBook.open(database, home, elsewhere))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("elsewhere.head says batch 2");
    Files.delete(elsewhere.get());
    book = SqliteBook.open(database, home, elsewhere);
  }

  private void reopen() {
    close();
    open();
  }

  private void putBack(Path copy) throws IOException {
    Files.deleteIfExists(home.resolve("trafficcontrol.db-wal"));
    Files.deleteIfExists(home.resolve("trafficcontrol.db-shm"));
    Files.move(copy, database.file(), StandardCopyOption.REPLACE_EXISTING);
  }

  private void pragma(String pragma) {
    database.write(connection -> {
      Connections.execute(connection, "PRAGMA " + pragma);
      return true;
    });
  }

  private static BudgetView budget(String scope, String spent) {
    Scope parsed = Scope.parse(scope);
    assertThat(parsed.kind()).isIn(ScopeKind.GLOBAL, ScopeKind.PROJECT);
    return new BudgetView(
        new BudgetId(parsed, Window.ROLLING_HOUR),
        Limit.of(Money.ofUsd("10")),
        Money.ofUsd(spent),
        Money.ZERO);
  }

  private List<String> rows(String sql) {
    return database.read(connection -> {
      List<String> rows = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(sql)) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int column = 1; column <= columns; column++) {
            row.add(String.valueOf(result.getString(column)));
          }
          rows.add(String.join("|", row));
        }
      }
      return rows;
    });
  }
}
