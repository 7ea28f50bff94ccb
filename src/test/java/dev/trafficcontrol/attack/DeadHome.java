package dev.trafficcontrol.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.sql.Database;
import dev.trafficcontrol.adapter.sql.SqlQueue;
import dev.trafficcontrol.adapter.sql.SqlRuns;
import dev.trafficcontrol.adapter.sql.SqlTasks;
import dev.trafficcontrol.adapter.sqlite.SqliteBook;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.Tasks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a home says while nobody works in it. Nothing of it is written: what the last daemon left
/// is for the next one to put in order.
///
/// @param book its audit
/// @param everHeld ids of all holds that were ever granted
/// @param open ids of those that have not ended
/// @param claims claims that nobody has finished
record DeadHome(
    BookAudit.Finding.Sound book,
    Set<String> everHeld,
    Set<String> open,
    List<Task> tasks,
    List<Claim> claims,
    List<RunRecord> runs) {

  private static final int PAGE = 200;
  private static final int MANY_RUNS = 100_000;
  private static final Instant WHEN_EACH_LEASE_IS_OVER = Instant.parse("2200-01-01T00:00:00Z");

  static DeadHome read(Path home) {
    try (SqliteDatabase database = SqliteDatabase.open(home, DoomedGateway.stamp());
        SqliteBook book = SqliteBook.open(database, home)) {
      return of(database, book);
    }
  }

  /// What the nodes say that share a database.
  static DeadHome of(Database database, Book book) {
    BookAudit.Finding finding = BookAudit.audit(book);
    assertThat(finding).isInstanceOf(BookAudit.Finding.Sound.class);
    HoldsInBook holds = HoldsInBook.of(book);
    return new DeadHome(
        (BookAudit.Finding.Sound) finding,
        holds.ever(),
        holds.open(),
        tasks(database),
        new SqlQueue(database).unfinished("", WHEN_EACH_LEASE_IS_OVER),
        new SqlRuns(database).recent(MANY_RUNS));
  }

  /// What the budgets are charged with: what is open counts in full, as the next boot will charge
  /// it.
  Money charged() {
    return book.spent().plus(book.held());
  }

  static List<Task> tasks(Database database) {
    Tasks tasks = new SqlTasks(database);
    List<Task> all = new ArrayList<>();
    List<Task> page;
    do {
      page = tasks.list(Tasks.Filter.ALL, all.isEmpty() ? "" : all.getLast().id(), PAGE);
      all.addAll(page);
    } while (page.size() == PAGE);
    return all;
  }
}
