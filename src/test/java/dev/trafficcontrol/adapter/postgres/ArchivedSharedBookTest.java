package dev.trafficcontrol.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.adapter.archive.GzipArchive;
import dev.trafficcontrol.adapter.archive.OldBook;
import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.SqlOldBatches;
import dev.trafficcontrol.ledger.Archiving;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BrokenInvariant;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.BookUnderTest;
import dev.trafficcontrol.testing.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nodes on a book that one of them archives.
class ArchivedSharedBookTest {

  @TempDir private Path folder;
  private BookUnderTest store;
  private BookUnderTest.Opened a;
  private OldBook old;

  @BeforeEach
  void open() throws Exception {
    store = Engine.POSTGRES.book(folder);
    a = store.open(home("a"));
    old = new OldBook(InstantSource.system().instant());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Path home(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private Archiving.Outcome archive(LedgerWriter ledger) {
    GzipArchive file =
        new GzipArchive(folder.resolve("a.gz"), Optional.of(a.database().stamp().databaseId()));
    return new Archiving(new SqlOldBatches(a.database()), ledger)
        .archive(file, old.daysAgo(62), "owner");
  }

  @Test
  void another_node_at_work_does_not_notice() throws Exception {
    old.copyInto(a.book());
    BookUnderTest.Opened b = store.open(home("b"));
    try (LedgerWriter first = a.writer();
        LedgerWriter second = b.writer()) {
      assertThat(second.hold(old.request("0.5", b.clock().instant())))
          .isInstanceOf(HoldReply.Held.class);
      assertThat(archive(first)).isInstanceOf(Archiving.Outcome.Done.class);
      assertThat(second.hold(old.request("0.5", b.clock().instant())))
          .isInstanceOf(HoldReply.Held.class);
      assertThat(second.totalSpent()).isEqualTo(first.totalSpent()).isEqualTo(OldBook.SPENT);
      assertThat(archive(second)).isInstanceOf(Archiving.Outcome.Done.class);
    }
    try (LedgerWriter third = store.open(home("c")).writer()) {
      assertThat(third.totalSpent()).isEqualTo(OldBook.SPENT);
    }
    try (LedgerWriter again = b.writer()) {
      assertThat(again.totalSpent()).as("b's two holds are charged").isEqualTo(Money.ofUsd("12.5"));
    }
  }

  @Test
  void a_node_that_stood_still_until_its_last_batch_was_archived_writes_nothing() {
    old.copyInto(a.book());
    List<Batch> before = new ArrayList<>();
    a.book().replay(before::add);
    try (LedgerWriter ledger = a.writer()) {
      archive(ledger);
    }
    try (Book.Turn turn = a.book().turn()) {
      assertThatThrownBy(() -> turn.since(before.getFirst().head(), batch -> {}))
          .isInstanceOf(BrokenInvariant.class)
          .hasMessageContaining("were archived since batch 1 was seen");
    }
  }

  @Test
  void a_home_that_was_away_until_its_last_batch_was_archived_asks_its_owner() throws Exception {
    List<Batch> batches = new ArrayList<>();
    old.memory().replay(batches::add);
    append(batches.getFirst());
    store.open(home("away"));
    store.endAll();
    a = store.open(home("a"));
    batches.stream().skip(1).forEach(this::append);
    try (LedgerWriter ledger = a.writer()) {
      archive(ledger);
    }
    Path away = home("away");
    assertThatThrownBy(() -> store.open(away))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("were archived since it was last seen here")
        .hasMessageContaining("accept-head");
  }

  private void append(Batch batch) {
    try (Book.Turn turn = a.book().turn()) {
      turn.append(batch, List.of());
    }
  }
}
