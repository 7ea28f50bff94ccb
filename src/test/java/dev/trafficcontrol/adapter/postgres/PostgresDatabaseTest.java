package dev.trafficcontrol.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.Sql;
import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import dev.trafficcontrol.testing.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresDatabaseTest {

  private PostgresAddress address;
  private PostgresDatabase database;

  @BeforeEach
  void open() {
    address = PostgresServer.database();
    database = PostgresDatabase.open(address, PostgresServer.STAMP);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void what_a_write_returned_from_is_there_and_what_threw_never_was() {
    put("a");
    assertThatThrownBy(() ->
            database.write(c -> {
              put(c, "b", "2");
              throw new IllegalStateException("on purpose");
            }))
        .hasMessage("on purpose");
    assertThatThrownBy(() ->
            database.write(c -> {
              put(c, "c", "3");
              return Sql.update(c, "INSERT INTO tc_meta (name, value) VALUES ('a', 'again')");
            }))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("duplicate key");
    assertThat(names()).isEqualTo("a");
  }

  @Test
  void what_is_taken_back_was_seen_and_is_gone() {
    assertThat(
            database.<String>takenBack(c -> {
              put(c, "a", "1");
              return names(c);
            }))
        .isEqualTo("a");
    assertThat(names()).isEmpty();
  }

  @Test
  void a_reading_sees_one_snapshot_and_changes_nothing() {
    assertThat(
            database.<String>read(c -> {
              String before = names(c);
              database.write(other -> put(other, "a", "1"));
              return before + names(c);
            }))
        .isEmpty();
    assertThat(names()).isEqualTo("a");
    assertThatThrownBy(() -> database.read(c -> put(c, "b", "2")))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("read-only transaction");
  }

  @Test
  void a_session_commits_to_the_disk_whatever_the_server_was_told() {
    PostgresServer.execute(address, "ALTER DATABASE " + name() + " SET synchronous_commit = off");
    try (PostgresDatabase other = PostgresDatabase.open(address, PostgresServer.STAMP)) {
      assertThat(other.<String>write(c -> setting(c, "synchronous_commit"))).isEqualTo("on");
      assertThat(other.<String>write(c -> setting(c, "lock_timeout"))).isEqualTo("2s");
      assertThat(other.<String>read(c -> setting(c, "transaction_isolation")))
          .isEqualTo("repeatable read");
      assertThat(other.<String>read(c -> setting(c, "application_name")))
          .isEqualTo("trafficcontrol");
    }
  }

  @Test
  void an_empty_database_is_migrated_stamped_and_found_again() {
    PostgresAddress fresh = PostgresServer.empty();
    Stamp first = stamp("production", "P1");
    PostgresDatabase.open(fresh, first).close();
    try (PostgresDatabase again = PostgresDatabase.open(fresh, stamp("production", "P2"))) {
      assertThat(again.stamp()).isEqualTo(first);
    }
  }

  @Test
  void F85_a_database_of_another_environment_is_refused_and_left_as_it_was() {
    assertThatThrownBy(() -> PostgresDatabase.open(address, stamp("production", "P1")))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("is stamped with environment 'test', and this is 'production'");
  }

  @Test
  void a_database_that_is_newer_than_the_program_is_refused() {
    PostgresServer.execute(
        address,
        "INSERT INTO tc_schema_history SELECT 99, '99', description, type, script, checksum,"
            + " installed_by, now(), 1, true FROM tc_schema_history WHERE version = '1'");
    assertThatThrownBy(() -> PostgresDatabase.open(address, PostgresServer.STAMP))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("was made by a newer program (schema 99");
  }

  @Test
  void a_schema_with_tables_of_something_else_is_refused_and_left_as_it_was() {
    PostgresAddress foreign = PostgresServer.empty();
    PostgresServer.execute(foreign, "CREATE TABLE orders (id INT)");
    assertThatThrownBy(() -> PostgresDatabase.open(foreign, PostgresServer.STAMP))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("has tables of something else (orders)");
    PostgresServer.execute(foreign, "DROP TABLE orders");
    PostgresDatabase.open(foreign, PostgresServer.STAMP).close();
  }

  @Test
  void a_database_that_can_not_hold_every_character_is_refused() {
    PostgresAddress latin = PostgresServer.empty("ENCODING 'LATIN1' LOCALE 'C'");
    assertThatThrownBy(() -> PostgresDatabase.open(latin, PostgresServer.STAMP))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("is encoded as LATIN1");
  }

  @Test
  void one_that_can_not_be_reached_says_so_without_its_password() {
    PostgresAddress nowhere =
        new PostgresAddress("jdbc:postgresql://127.0.0.1:1/tc?password=hunter2", "ann", "hunter2");
    assertThatThrownBy(() -> PostgresDatabase.open(nowhere, PostgresServer.STAMP))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageStartingWith("postgresql://127.0.0.1:1/tc can't be opened")
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void connections_that_were_cut_while_idle_are_replaced() {
    names();
    put("a");
    PostgresServer.cutConnections(address);
    put("b");
    assertLeft("a b");
  }

  @Test
  void a_connection_that_is_cut_in_the_middle_takes_its_transaction_with_it() {
    assertThatThrownBy(() ->
            database.write(c -> {
              put(c, "a", "1");
              PostgresServer.cutConnections(address);
              return put(c, "b", "2");
            }))
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() ->
            database.write(c -> {
              int done = put(c, "a", "1");
              PostgresServer.cutConnections(address);
              return done;
            }))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("may or may not have been written");
    put("c");
    assertLeft("c");
  }

  @Test
  void an_interrupt_before_or_in_the_middle_takes_nothing_away_and_is_kept_for_later()
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.submit(this::writeInterrupted).get()).isEqualTo("interrupted");
    }
    assertLeft("a b c");
  }

  private String writeInterrupted() {
    Thread self = Thread.currentThread();
    self.interrupt();
    put("a");
    put("b");
    assertThat(names()).isEqualTo("a b");
    assertThat(Thread.interrupted()).isTrue();
    int rows =
        database.write(c -> {
          self.interrupt();
          return put(c, "c", "value");
        });
    assertThat(rows).isEqualTo(1);
    return Thread.interrupted() ? "interrupted" : "forgotten";
  }

  @Test
  void a_transaction_inside_a_transaction_is_a_fault_of_the_program() throws Exception {
    Callable<Object> nested =
        () ->
            assertThatThrownBy(
                    () -> database.write(outer -> database.write(inner -> put(inner, "a", "1"))))
                .isInstanceOf(IllegalStateException.class);
    nested.call();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(nested).get();
    }
    put("b");
    assertLeft("b");
  }

  @Test
  void a_closed_database_says_so() {
    database.close();
    assertThatThrownBy(() -> database.write(c -> put(c, "a", "1")))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageEndingWith("was closed");
    assertThatThrownBy(this::names).isInstanceOf(StoreUnavailable.class);
  }

  /// A connection that was used just now is lent again unseen: then one reading fails.
  private void assertLeft(String names) {
    await().ignoreExceptions().untilAsserted(() -> assertThat(names()).isEqualTo(names));
  }

  private static Stamp stamp(String environment, String id) {
    return new Stamp(environment, Instant.parse("2026-11-23T12:00:00Z"), id);
  }

  private String name() {
    return address.url().replaceFirst(".*/", "").replaceFirst("\\?.*", "");
  }

  private void put(String name) {
    int rows = database.write(c -> put(c, name, "value"));
    assertThat(rows).isEqualTo(1);
  }

  private static int put(Connection connection, String name, String value) throws SQLException {
    return Sql.update(connection, "INSERT INTO tc_meta (name, value) VALUES (?, ?)", name, value);
  }

  private static String setting(Connection connection, String name) throws SQLException {
    return Sql.first(connection, "SHOW " + name, row -> row.getString(1)).orElseThrow();
  }

  private String names() {
    return database.read(PostgresDatabaseTest::names);
  }

  /// Of what the tests wrote.
  private static String names(Connection connection) throws SQLException {
    return String.join(
        " ",
        Sql.list(
            connection,
            "SELECT name FROM tc_meta WHERE length(name) = 1 ORDER BY name",
            row -> row.getString(1)));
  }

  /// A long book is read in parts, and taking one in may last longer than a writer may be silent.
  @Test
  void a_reader_may_take_its_time_between_two_parts_and_a_writer_may_not() {
    String name = "idle_in_transaction_session_timeout";
    assertThat(database.<String>read(connection -> setting(connection, name))).isEqualTo("5min");
    assertThat(database.<String>write(connection -> setting(connection, name))).isEqualTo("2s");
  }
}
