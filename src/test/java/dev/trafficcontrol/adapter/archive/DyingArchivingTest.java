package dev.trafficcontrol.adapter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.sql.Sql;
import dev.trafficcontrol.adapter.sql.SqlOldBatches;
import dev.trafficcontrol.ledger.ArchiveFile;
import dev.trafficcontrol.ledger.Archives;
import dev.trafficcontrol.ledger.Archiving;
import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.OldBatches;
import dev.trafficcontrol.testing.BookUnderTest;
import dev.trafficcontrol.testing.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// An archive whose process dies before or after any of its steps.
@ParameterizedClass
@EnumSource(Engine.class)
class DyingArchivingTest {

  private final Engine engine;

  @TempDir private Path folder;

  DyingArchivingTest(Engine engine) {
    this.engine = engine;
  }

  private static GzipArchive file(BookUnderTest.Opened opened, Path home) {
    return new GzipArchive(
        home.resolve("a.gz"), Optional.of(opened.database().stamp().databaseId()));
  }

  @Test
  void a_death_at_any_step_loses_nothing_and_the_same_command_goes_on() throws Exception {
    int steps = 0;
    boolean died = true;
    while (died) {
      for (Deaths.When when : Deaths.When.values()) {
        died = dieAndGoOn(new Deaths(steps, when), when + " step " + steps);
      }
      steps++;
    }
    assertThat(steps).as("steps of an archive").isGreaterThan(10);
  }

  /// Whether it died at all.
  private boolean dieAndGoOn(Deaths deaths, String where) throws Exception {
    Path home = Files.createTempDirectory(folder, "home");
    try (BookUnderTest store = engine.book(home)) {
      BookUnderTest.Opened opened = store.open(home);
      OldBook old = new OldBook(InstantSource.system().instant());
      old.copyInto(opened.book());
      boolean died = archive(opened, home, old, deaths);
      assertNothingIsLost(store, home, where);
      archive(store.open(home), home, old, Deaths.NONE);
      assertNothingIsLost(store, home, where + ", and again");
      assertIsArchived(store.open(home), home, where);
      return died;
    }
  }

  private static boolean archive(
      BookUnderTest.Opened opened, Path home, OldBook old, Deaths deaths) {
    try (LedgerWriter ledger = opened.writer()) {
      Archiving archiving =
          new Archiving(
              deaths.at(OldBatches.class, new SqlOldBatches(opened.database())),
              deaths.at(Ledger.class, ledger));
      Archiving.Outcome outcome =
          archiving.archive(
              deaths.at(ArchiveFile.class, file(opened, home)), old.daysAgo(62), "owner");
      assertThat(outcome).isInstanceOf(Archiving.Outcome.Done.class);
      return false;
    } catch (Deaths.Death planted) {
      return true;
    }
  }

  private static void assertNothingIsLost(BookUnderTest store, Path home, String where) {
    store.endAll();
    BookUnderTest.Opened opened = store.open(home);
    assertThat(opened.book().doubt()).as(where).isEmpty();
    try (LedgerWriter ledger = opened.writer()) {
      assertThat(ledger.totalSpent()).as(where).isEqualTo(OldBook.SPENT);
    }
    assertSound(opened, Archives.NONE, where);
    store.endAll();
  }

  private static void assertIsArchived(BookUnderTest.Opened opened, Path home, String where)
      throws IOException {
    GzipArchive file = file(opened, home);
    long last = file.part().last().number();
    assertThat(
            opened
                .database()
                .<Long>read(connection ->
                    Sql.first(connection, "SELECT MIN(number) FROM tc_batches", r -> r.getLong(1))
                        .orElseThrow()))
        .as(where)
        .isEqualTo(last + 1);
    Archives files = new Archives(List.of(file));
    assertThat(files.gap(opened.book().base())).as(where).isEmpty();
    assertSound(opened, files, where);
    try (Stream<Path> left = Files.list(home)) {
      assertThat(left.map(Path::toString)).as(where).noneMatch(name -> name.endsWith(".part"));
    }
  }

  private static void assertSound(BookUnderTest.Opened opened, Archives archives, String where) {
    assertThat(BookAudit.audit(opened.book(), archives, batch -> {}))
        .as(where)
        .isInstanceOfSatisfying(
            BookAudit.Finding.Sound.class,
            sound -> assertThat(sound.spent()).as(where).isEqualTo(OldBook.SPENT));
  }
}
