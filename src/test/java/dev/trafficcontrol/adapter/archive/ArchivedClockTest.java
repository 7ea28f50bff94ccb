package dev.trafficcontrol.adapter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.adapter.sql.Sql;
import dev.trafficcontrol.adapter.sql.SqlOldBatches;
import dev.trafficcontrol.ledger.Archiving;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.BrokenInvariant;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.ClockReading;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SetClock;
import dev.trafficcontrol.ledger.UnwrittenBook;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.BookUnderTest;
import dev.trafficcontrol.testing.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A clock that is set back in a book whose oldest part is in a file. Embedded, where the clock is
/// the machine's.
class ArchivedClockTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  @TempDir private Path home;
  private BookUnderTest store;
  private BookUnderTest.Opened here;
  private OldBook old;

  @BeforeEach
  void open() throws InterruptedException {
    store = Engine.SQLITE.book(home);
    here = store.open(home);
    old = new OldBook(NOW);
    old.copyInto(here.book());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private <R> R at(Instant now, Function<LedgerWriter, R> ask) {
    try (LedgerWriter ledger = LedgerWriter.open(here.book(), () -> now, BookListener.NOBODY)) {
      return ask.apply(ledger);
    }
  }

  private Archiving.Outcome archive(LedgerWriter ledger, Instant before) {
    GzipArchive file =
        new GzipArchive(home.resolve("a.gz"), Optional.of(here.database().stamp().databaseId()));
    return new Archiving(new SqlOldBatches(here.database()), ledger).archive(file, before, "owner");
  }

  private SetClock.Reply setClock(Instant from, Instant to) {
    return at(
        from, ledger -> ledger.ask(new SetClock(new ClockReading("b", 1, to), "olive", "right")));
  }

  private Money spent(Instant now, Window window) {
    return at(
        now,
        ledger ->
            ledger.budgets().stream()
                .filter(budget -> budget.id().scope().equals(Scope.GLOBAL))
                .filter(budget -> budget.id().window().equals(window))
                .map(BudgetView::spent)
                .findFirst()
                .orElseThrow());
  }

  /// $0.5 were spent in the last minute that was archived. What was spent at times that lie ahead
  /// by the new clock ($7) counts as spent now.
  @Test
  void F17_what_was_archived_counts_again_where_the_clock_is_set_back_to_it() {
    at(NOW, ledger -> archive(ledger, old.daysAgo(62)));
    assertThat(spent(NOW, Window.ROLLING_HOUR)).isEqualTo(Money.ofUsd("5"));

    Instant then = old.inFlight.plusSeconds(300);
    assertThat(setClock(NOW, then)).isInstanceOf(SetClock.Reply.Done.class);

    assertThat(spent(then, Window.ROLLING_HOUR)).isEqualTo(Money.ofUsd("7.5"));
    assertThat(spent(then, Window.ROLLING_DAY)).isEqualTo(Money.ofUsd("7.5"));
  }

  @Test
  void F17_a_time_before_the_books_beginning_is_refused_and_nothing_changes() {
    at(NOW, ledger -> archive(ledger, old.daysAgo(62)));
    long batches = here.book().head().number();
    assertThat(setClock(NOW, old.inFlight.minusMillis(1)))
        .isEqualTo(new SetClock.Reply.BeforeTheBook(old.inFlight));
    assertThat(here.book().head().number()).isEqualTo(batches);
  }

  @Test
  void the_book_itself_keeps_what_is_too_young_whoever_chose_it() {
    Archiving.Outcome outcome = at(NOW, ledger -> archive(ledger, old.daysAgo(5)));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Archiving.Outcome.Unfit.class,
            unfit -> assertThat(unfit.why()).contains("the last 62 days stay"));
    assertThat(here.book().base()).isEmpty();
  }

  @Test
  void a_damaged_book_is_not_archived() {
    here.database()
        .write(connection -> {
          Sql.update(connection, "DROP TRIGGER tc_batches_are_never_changed");
          return Sql.update(
              connection,
              "UPDATE tc_batches SET body = replace(body, '0.7', '0.6') WHERE number > 5");
        });
    try (LedgerWriter ledger =
        LedgerWriter.open(new UnwrittenBook(old.memory()), () -> NOW, BookListener.NOBODY)) {
      assertThatThrownBy(() -> archive(ledger, old.daysAgo(62)))
          .isInstanceOf(BrokenInvariant.class)
          .hasMessageContaining("hash differs");
    }
    assertThat(home.resolve("a.gz")).doesNotExist();
  }

  @Test
  void the_clock_that_was_noted_last_is_known_also_where_that_was_archived() {
    ClockReading reading = new ClockReading("boot", 7, old.daysAgo(99));
    assertThat(Duration.between(reading.wall(), NOW)).isEqualTo(Duration.ofDays(99));
    here.database()
        .write(connection -> {
          Sql.update(connection, "DROP TRIGGER tc_batches_are_never_changed");
          return Sql.update(
              connection,
              "UPDATE tc_batches SET clock = ? WHERE number = 2",
              "{\"event\":\"clock-noted\",\"reading\":{\"boot\":\"boot\",\"upMillis\":7,\"wall\":\""
                  + reading.wall()
                  + "\"}}");
        });
    assertThat(here.book().time().reading()).isEqualTo(reading);
    at(NOW, ledger -> archive(ledger, old.daysAgo(62)));
    assertThat(here.book().time().reading()).isEqualTo(reading);
    assertThat(here.book().time().last()).isEqualTo(NOW);
  }
}
