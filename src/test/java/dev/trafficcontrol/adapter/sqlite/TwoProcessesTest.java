package dev.trafficcontrol.adapter.sqlite;

import static dev.trafficcontrol.adapter.sqlite.SqliteDatabaseTest.get;
import static dev.trafficcontrol.adapter.sqlite.SqliteDatabaseTest.put;
import static dev.trafficcontrol.adapter.sqlite.SqliteDatabaseTest.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import dev.trafficcontrol.ledger.BookContract;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoProcessesTest {

  @TempDir private Path home;
  private SqliteDatabase database;
  private Process other;
  private BufferedReader said;

  @BeforeEach
  void anotherProcessHoldsTheWriteLock() throws IOException {
    database = SqliteDatabase.open(home, stamp("development", "D1"));
    other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    said =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
    assertThat(said.readLine()).isEqualTo("locked");
  }

  @AfterEach
  void end() throws Exception {
    other.destroyForcibly().waitFor();
    said.close();
    database.close();
  }

  @Test
  void a_write_waits_for_the_other_process_and_sees_what_it_wrote() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> waiting = threads.submit(() -> database.write(c -> get(c, "other")));
      assertThat(database.<String>read(c -> get(c, "other"))).isEmpty();
      assertThat(waiting.isDone()).isFalse();
      letItCommit();
      assertThat(waiting.get()).isEqualTo("process");
    }
  }

  @Test
  void a_write_that_waited_too_long_is_refused_and_nothing_of_it_is_done() throws Exception {
    assertThatThrownBy(() -> database.write(c -> put(c, "k", "v")))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("SQLITE_BUSY");
    try (SqliteBook book = SqliteBook.open(database, home)) {
      assertThatThrownBy(() -> book.append(BookContract.next(book, "one"), List.of()))
          .isInstanceOf(LedgerUnavailable.class);
      letItCommit();
      assertThat(BookContract.all(book)).isEmpty();
    }
    assertThat(database.<String>read(c -> get(c, "k"))).isEmpty();
  }

  @Test
  void what_a_killed_process_had_not_committed_was_never_there() throws Exception {
    other.destroyForcibly().waitFor();
    assertThat(database.<String>write(c -> get(c, "other"))).isEmpty();
    assertThat(database.damages()).isEmpty();
  }

  private void letItCommit() throws Exception {
    other.getOutputStream().write('\n');
    other.getOutputStream().flush();
    assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(other.exitValue()).isZero();
  }
}
