package dev.trafficcontrol.adapter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.adapter.sql.Sql;
import dev.trafficcontrol.adapter.sql.SqlOldBatches;
import dev.trafficcontrol.adapter.sql.SqlUsage;
import dev.trafficcontrol.ledger.ArchiveFile;
import dev.trafficcontrol.ledger.Archives;
import dev.trafficcontrol.ledger.Archiving;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.BrokenInvariant;
import dev.trafficcontrol.ledger.Checkpoint;
import dev.trafficcontrol.ledger.ExpiredHold;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.ReconcileHold;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.ledger.UnknownOutcomes;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.BookUnderTest;
import dev.trafficcontrol.testing.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A book whose oldest batches stand in files goes on as if they were still in it.
@ParameterizedClass
@EnumSource(Engine.class)
class ArchivingTest {

  private final Engine engine;

  @TempDir private Path home;
  private BookUnderTest store;
  private BookUnderTest.Opened here;
  private OldBook old;

  ArchivingTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void open() throws InterruptedException {
    store = engine.book(home);
    here = store.open(home);
    old = new OldBook(InstantSource.system().instant());
    old.copyInto(here.book());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private GzipArchive file(String name) {
    return new GzipArchive(home.resolve(name), Optional.of(here.database().stamp().databaseId()));
  }

  private Archiving.Outcome.Done archive(LedgerWriter ledger, String name, Instant before) {
    Archiving.Outcome outcome =
        new Archiving(new SqlOldBatches(here.database()), ledger)
            .archive(file(name), before, "owner");
    assertThat(outcome).isInstanceOf(Archiving.Outcome.Done.class);
    return (Archiving.Outcome.Done) outcome;
  }

  private Checkpoint archive(String name, Instant before) {
    try (LedgerWriter ledger = here.writer()) {
      return archive(ledger, name, before).base();
    }
  }

  private void reopen() {
    store.endAll();
    here = store.open(home);
  }

  private BookAudit.Finding audit(String... archives) {
    Archives files = new Archives(Stream.of(archives).<ArchiveFile>map(this::file).toList());
    assertThat(files.gap(here.book().base())).isEmpty();
    return BookAudit.audit(here.book(), files, batch -> {});
  }

  private BookAudit.Finding.Sound sound(String... archives) {
    BookAudit.Finding finding = audit(archives);
    assertThat(finding).isInstanceOf(BookAudit.Finding.Sound.class);
    return (BookAudit.Finding.Sound) finding;
  }

  private List<Long> rows() {
    return here.database()
        .read(connection ->
            Sql.list(
                connection,
                "SELECT number FROM tc_batches ORDER BY number",
                row -> row.getLong(1)));
  }

  @Test
  void a_book_goes_on_without_its_oldest_batches_and_forgets_nothing() throws Exception {
    List<Batch> before = new ArrayList<>();
    here.book().replay(before::add);
    Checkpoint base;
    try (LedgerWriter ledger = here.writer()) {
      base = archive(ledger, "a.gz", old.daysAgo(62)).base();
      assertThat(ledger.totalSpent()).isEqualTo(OldBook.SPENT);
    }
    assertThat(base.at()).isEqualTo(old.inFlight);
    assertThat(rows()).first().isEqualTo(base.head().number() + 1);
    List<Batch> archived = new ArrayList<>();
    file("a.gz").read(archived::add);
    assertThat(archived).isEqualTo(before.subList(0, Math.toIntExact(base.head().number())));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("a.gz"))))
        .isEqualTo("rw-------");

    reopen();
    assertThat(here.book().doubt()).isEmpty();
    try (LedgerWriter ledger = here.writer()) {
      assertThat(ledger.totalSpent()).isEqualTo(OldBook.SPENT);
      assertThat(ledger.hold(old.request("5.5", here.clock().instant())))
          .isInstanceOfSatisfying(
              HoldReply.Refused.class,
              refused -> assertThat(refused.why()).isInstanceOf(Refusal.Exhausted.class));
      assertThat(ledger.ask(new UnknownOutcomes()))
          .extracting(ExpiredHold::hold)
          .extracting("id")
          .containsExactly(old.unknown);
    }
  }

  @Test
  void an_audit_begins_where_the_book_does_and_with_the_files_at_its_first_event() {
    Checkpoint base = archive("a.gz", old.daysAgo(62));
    BookAudit.Finding.Sound alone = sound();
    assertThat(alone.from()).isEqualTo(base.head());
    BookAudit.Finding.Sound whole = sound("a.gz");
    assertThat(whole.from()).isEqualTo(Head.EMPTY);
    assertThat(whole.spent()).isEqualTo(alone.spent()).isEqualTo(OldBook.SPENT);
    assertThat(whole.head()).isEqualTo(alone.head());
  }

  @Test
  void archives_follow_each_other_also_over_a_call_that_was_in_flight_between_them() {
    Checkpoint first = archive("a.gz", old.inFlight);
    Checkpoint second = archive("b.gz", old.daysAgo(62));
    assertThat(second.head().number()).isGreaterThan(first.head().number());
    assertThat(sound("b.gz", "a.gz").spent()).isEqualTo(OldBook.SPENT);
    assertThat(new Archives(List.of(file("b.gz"))).gap(here.book().base()))
        .get()
        .asString()
        .contains("Batches 1 to " + first.head().number() + " are not in the files given");
    assertThat(new Archives(List.of(file("a.gz"))).gap(here.book().base()))
        .get()
        .asString()
        .contains("They end with batch " + first.head().number());
    try (LedgerWriter ledger = here.writer()) {
      assertThat(
              new Archiving(new SqlOldBatches(here.database()), ledger)
                  .archive(file("c.gz"), old.daysAgo(62), "owner"))
          .isInstanceOf(Archiving.Outcome.NothingOld.class);
    }
    assertThat(home.resolve("c.gz")).doesNotExist();
  }

  @Test
  void what_is_corrected_after_it_was_archived_is_corrected_in_the_usage_log_too() {
    archive("a.gz", old.daysAgo(62));
    SqlUsage usage = new SqlUsage(here.database());
    assertThat(usage.totals().expired()).isEqualTo(Money.ofUsd("1"));
    try (LedgerWriter ledger = here.writer()) {
      ledger.ask(new ReconcileHold(old.unknown, Money.ofUsd("0.25"), null, "owner", "the bill"));
      assertThat(ledger.totalSpent()).isEqualTo(Money.ofUsd("10.75"));
    }
    assertThat(usage.totals().expired()).isEqualTo(Money.ZERO);
    assertThat(usage.totals().corrected()).isEqualTo(Money.ofUsd("0.25"));
    assertThat(usage.totals().settled()).isEqualTo(Money.ofUsd("10.5"));
    assertThat(sound("a.gz").spent()).isEqualTo(Money.ofUsd("10.75"));
  }

  @Test
  void nothing_can_be_removed_by_sql_but_what_the_book_does_not_begin_with() {
    long last = archive("a.gz", old.daysAgo(62)).head().number();
    assertThatThrownBy(() ->
            here.database().write(connection -> Sql.update(connection, "DELETE FROM tc_batches")))
        .hasMessageContaining("append-only");
    assertThat(rows()).first().isEqualTo(last + 1);
  }

  @Test
  void a_book_that_begins_with_something_else_than_its_archive_adds_up_to_is_not_worked_on() {
    archive("a.gz", old.daysAgo(62));
    here.database()
        .write(connection ->
            Sql.update(connection, "UPDATE tc_base SET body = replace(body, '4.5', '0.5')"));
    here.database().write(connection -> Sql.update(connection, "DELETE FROM tc_checkpoints"));
    assertThatThrownBy(() -> here.writer())
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("nothing in it vouches for");
    assertThat(audit())
        .isInstanceOfSatisfying(
            BookAudit.Finding.Damaged.class,
            damaged -> assertThat(damaged.what()).contains("nothing in it vouches for"));
    assertThat(audit("a.gz"))
        .isInstanceOfSatisfying(
            BookAudit.Finding.Damaged.class,
            damaged -> assertThat(damaged.what()).contains("not what the archived events"));
  }

  @Test
  void a_writer_that_is_at_work_meanwhile_goes_on_and_one_that_reads_anew_does_too()
      throws Exception {
    try (LedgerWriter ledger = here.writer()) {
      archive(ledger, "a.gz", old.daysAgo(62));
      assertThat(ledger.hold(old.request("1", here.clock().instant())))
          .isInstanceOf(HoldReply.Held.class);
      assertThat(ledger.totalSpent()).isEqualTo(OldBook.SPENT);
    }
    here.database().write(connection -> Sql.update(connection, "DELETE FROM tc_checkpoints"));
    try (LedgerWriter ledger = here.writer()) {
      assertThat(ledger.totalSpent()).isEqualTo(Money.ofUsd("12.5"));
    }
  }

  /// The book changes its beginning between the two looks of whoever reads it.
  @Test
  void who_reads_the_book_while_it_is_archived_reads_it_again() {
    Book slow =
        new OvertakenBook(
            here.book(),
            () -> {
              try (LedgerWriter ledger = here.writer()) {
                archive(ledger, "a.gz", old.daysAgo(62));
              }
              here.database()
                  .write(connection -> Sql.update(connection, "DELETE FROM tc_checkpoints"));
            });
    try (LedgerWriter ledger =
        LedgerWriter.open(slow, here.node(), here.clock(), BookListener.NOBODY)) {
      assertThat(ledger.totalSpent()).isEqualTo(OldBook.SPENT);
    }
  }
}
