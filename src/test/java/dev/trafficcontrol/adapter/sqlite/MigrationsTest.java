package dev.trafficcontrol.adapter.sqlite;

import static dev.trafficcontrol.adapter.sqlite.SqliteDatabaseTest.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.BookContract;
import dev.trafficcontrol.ledger.Head;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationsTest {

  private static final Batch BATCH = BookContract.next(Head.EMPTY, "one", "two");

  @TempDir private Path home;

  static IntStream olderVersions() {
    return Schema.MIGRATIONS.stream().mapToInt(Schema::version).filter(v -> v < Schema.VERSION);
  }

  @ParameterizedTest
  @MethodSource("olderVersions")
  void an_older_database_is_copied_and_then_migrated_with_its_content(int version)
      throws Exception {
    databaseOf(version, version < Schema.A_ROW_A_BATCH ? bookOfOneBatch() : batchInOneRow());
    try (SqliteDatabase database = SqliteDatabase.open(home, stamp("development", "D2"))) {
      assertThat(database.stamp()).isEqualTo(stamp("development", "D1"));
      try (SqliteBook book = SqliteBook.openInDoubt(database, home, Optional.empty())) {
        assertThat(BookContract.all(book)).containsExactly(BATCH);
      }
      assertThat(database.<Long>read(c -> Connections.number(c, "PRAGMA user_version")))
          .isEqualTo(Schema.VERSION);
      assertThat(database.damages()).isEmpty();
    }
    assertThat(backups()).hasSize(1);
    Path backup = backups().getFirst();
    assertThat(backup.getFileName().toString()).contains(".v" + version + "-");
    assertThat(Files.getPosixFilePermissions(backup)).hasSize(2);
    try (Connection copy = Connections.reading(backup)) {
      assertThat(Connections.number(copy, "PRAGMA user_version")).isEqualTo(version);
      assertThat(Connections.number(copy, "SELECT count(*) FROM tc_events")).isEqualTo(2);
    }
  }

  @Test
  void a_migration_that_fails_leaves_what_was_there_and_says_where_the_copy_is() throws Exception {
    databaseOf(1, "CREATE TABLE tc_tasks (not_ours INTEGER)");
    assertThatThrownBy(() -> SqliteDatabase.open(home, stamp("development", "D2")))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("could not be migrated from schema 1")
        .hasMessageContaining(backups().getFirst().toString());
    try (Connection kept = Connections.reading(home.resolve("trafficcontrol.db"))) {
      assertThat(Connections.number(kept, "PRAGMA user_version")).isEqualTo(1);
      assertThat(Connections.number(kept, "SELECT count(*) FROM tc_events")).isZero();
    }
  }

  @Test
  void a_database_that_is_up_to_date_is_not_copied() throws Exception {
    SqliteDatabase.open(home, stamp("development", "D1")).close();
    SqliteDatabase.open(home, stamp("development", "D1")).close();
    assertThat(backups()).isEmpty();
  }

  /// As schemas before 6 kept it: a row an event.
  private static String[] bookOfOneBatch() {
    List<String> statements = new ArrayList<>();
    statements.add(
        "INSERT INTO tc_batches VALUES (1, 1, 2, '%s', '%s', '%s')"
            .formatted(BATCH.at(), BATCH.previousHash(), BATCH.hash()));
    for (Batch.Entry entry : BATCH.entries()) {
      statements.add(
          "INSERT INTO tc_events VALUES (%d, 1, '%s', '%s')"
              .formatted(statements.size(), entry.kind(), entry.json()));
    }
    return statements.toArray(String[]::new);
  }

  private static String[] batchInOneRow() {
    return new String[] {
      "INSERT INTO tc_batches VALUES (1, 1, 2, '%s', '%s', '%s', NULL, '%s')"
          .formatted(BATCH.at(), BATCH.previousHash(), BATCH.hash(), BATCH.body())
    };
  }

  private void databaseOf(int version, String... statements) throws Exception {
    Path file = home.resolve("trafficcontrol.db");
    Flyway.configure()
        .dataSource(Connections.url(file), null, null)
        .locations("classpath:" + Schema.FOLDER)
        .table("tc_schema_history")
        .target(String.valueOf(version))
        .load()
        .migrate();
    try (Connection connection = Connections.preparing(file)) {
      Connections.execute(connection, "PRAGMA user_version = " + version);
      Connections.execute(connection, "PRAGMA application_id = " + Schema.APPLICATION_ID);
      SqliteDatabaseTest.put(connection, "environment", "development");
      SqliteDatabaseTest.put(connection, "created_at", "2026-11-01T10:00:00Z");
      SqliteDatabaseTest.put(connection, "database_id", "D1");
      for (String statement : statements) {
        Connections.execute(connection, statement);
      }
    }
  }

  private List<Path> backups() throws Exception {
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(file -> file.toString().endsWith(".backup")).toList();
    }
  }
}
