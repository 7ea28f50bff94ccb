package dev.trafficcontrol.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {

  @TempDir private Path home;

  @Test
  void a_new_database_is_private_stamped_and_sound() throws Exception {
    Path nested = home.resolve("a ?#%home");
    try (SqliteDatabase database = SqliteDatabase.open(nested, stamp("development", "D1"))) {
      assertThat(database.stamp()).isEqualTo(stamp("development", "D1"));
      assertThat(database.damages()).isEmpty();
      assertThat(permissions(nested.resolve("trafficcontrol.db"))).isEqualTo("rw-------");
      assertThat(permissions(nested)).isEqualTo("rwx------");
      assertThat(database.<Long>read(c -> Connections.number(c, "PRAGMA user_version")))
          .isEqualTo((long) Schema.VERSION);
    }
    try (Stream<Path> files = Files.list(nested)) {
      assertThat(files)
          .extracting(Path::getFileName)
          .map(Path::toString)
          .containsExactly("trafficcontrol.db");
    }
  }

  @Test
  void a_commit_is_durable_before_it_returns() {
    try (SqliteDatabase database = open()) {
      List<String> settings =
          database.write(c ->
              List.of(
                  text(c, "PRAGMA journal_mode"), text(c, "PRAGMA synchronous"),
                  text(c, "PRAGMA foreign_keys"), text(c, "PRAGMA busy_timeout")));
      assertThat(settings).containsExactly("wal", "2", "1", "5000");
    }
  }

  @Test
  void a_database_keeps_its_first_stamp_and_content() {
    try (SqliteDatabase database = open()) {
      database.write(c -> put(c, "k", "v"));
    }
    try (SqliteDatabase database = SqliteDatabase.open(home, stamp("development", "D2"))) {
      assertThat(database.stamp().databaseId()).isEqualTo("D1");
      assertThat(database.<String>read(c -> get(c, "k"))).isEqualTo("v");
    }
  }

  @Test
  void a_transaction_that_throws_leaves_nothing_behind() {
    try (SqliteDatabase database = open()) {
      assertThatThrownBy(() ->
              database.write(c -> {
                put(c, "half", "done");
                throw new IllegalArgumentException("changed my mind");
              }))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(database.<String>read(c -> get(c, "half"))).isEmpty();
      database.write(c -> put(c, "next", "works"));
      assertThat(database.<String>read(c -> get(c, "next"))).isEqualTo("works");
    }
  }

  @Test
  void a_full_disk_is_said_leaves_nothing_behind_and_passes() {
    try (SqliteDatabase database = open()) {
      database.write(c -> {
        Connections.execute(c, "PRAGMA max_page_count = 40");
        return true;
      });
      assertThatThrownBy(() -> database.write(c -> put(c, "big", "x".repeat(1_000_000))))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("full");
      assertThat(database.<String>read(c -> get(c, "big"))).isEmpty();
      database.write(c -> put(c, "small", "x"));
      assertThat(database.<String>read(c -> get(c, "small"))).isEqualTo("x");
    }
  }

  @Test
  void a_read_sees_one_snapshot_while_others_write() throws Exception {
    try (SqliteDatabase database = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch looked = new CountDownLatch(1);
      CountDownLatch written = new CountDownLatch(1);
      Future<List<String>> reader =
          threads.submit(() ->
              database.read(c -> {
                String before = get(c, "k");
                looked.countDown();
                await(written);
                return List.of(before, get(c, "k"));
              }));
      looked.await();
      database.write(c -> put(c, "k", "v"));
      written.countDown();
      assertThat(reader.get()).containsExactly("", "");
    }
  }

  @Test
  void a_reader_can_not_write() {
    try (SqliteDatabase database = open()) {
      assertThatThrownBy(() -> database.read(c -> put(c, "k", "v")))
          .isInstanceOf(StoreUnavailable.class);
    }
  }

  @Test
  void many_threads_write_without_losing_a_count() throws Exception {
    try (SqliteDatabase database = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      database.write(c -> put(c, "n", "0"));
      List<Future<Boolean>> all =
          Stream.generate(() ->
                  threads.submit(() ->
                      database.write(
                          c -> put(c, "n", String.valueOf(Integer.parseInt(get(c, "n")) + 1)))))
              .limit(200)
              .toList();
      for (Future<Boolean> each : all) {
        each.get();
      }
      assertThat(database.<String>read(c -> get(c, "n"))).isEqualTo("200");
    }
  }

  @Test
  void two_that_create_at_once_get_one_database() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> all =
          Stream.of("A", "B", "C")
              .map(id ->
                  threads.submit(() -> {
                    try (SqliteDatabase database =
                        SqliteDatabase.open(home, stamp("development", id))) {
                      return database.stamp().databaseId();
                    }
                  }))
              .toList();
      assertThat(all).map(Future::get).containsOnly(all.getFirst().get());
    }
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void a_backup_is_a_whole_database_of_its_own() {
    Path target = home.resolve("copy/trafficcontrol.db");
    try (SqliteDatabase database = open()) {
      database.write(c -> put(c, "k", "v"));
      createDirectory(target);
      database.backup(target);
      assertThat(permissions(target)).isEqualTo("rw-------");
      assertThatThrownBy(() -> database.backup(target)).isInstanceOf(StoreUnavailable.class);
    }
    try (SqliteDatabase copy =
        SqliteDatabase.open(home.resolve("copy"), stamp("development", "D9"))) {
      assertThat(copy.<String>read(c -> get(c, "k"))).isEqualTo("v");
    }
  }

  @Test
  void the_list_of_migrations_names_every_file() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources", Schema.FOLDER))) {
      assertThat(files)
          .extracting(Path::getFileName)
          .map(Path::toString)
          .containsExactlyInAnyOrderElementsOf(Schema.MIGRATIONS);
    }
    assertThat(Schema.MIGRATIONS)
        .isSortedAccordingTo((a, b) -> Integer.compare(Schema.version(a), Schema.version(b)));
  }

  private SqliteDatabase open() {
    return SqliteDatabase.open(home, stamp("development", "D1"));
  }

  static Stamp stamp(String environment, String id) {
    return new Stamp(environment, Instant.parse("2026-11-01T10:00:00Z"), id);
  }

  static boolean put(Connection connection, String name, String value) throws SQLException {
    try (var statement =
        connection.prepareStatement("INSERT OR REPLACE INTO tc_meta (name, value) VALUES (?, ?)")) {
      statement.setString(1, name);
      statement.setString(2, value);
      return statement.executeUpdate() == 1;
    }
  }

  static String get(Connection connection, String name) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT value FROM tc_meta WHERE name = ?")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getString(1);
    }
  }

  static void inForeignHands(Path file, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(Connections.url(file))) {
      for (String statement : statements) {
        Connections.execute(connection, statement);
      }
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void createDirectory(Path fileInIt) {
    try {
      Files.createDirectory(fileInIt.resolveSibling(""));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
