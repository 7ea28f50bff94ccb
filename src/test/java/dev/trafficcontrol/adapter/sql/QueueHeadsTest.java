package dev.trafficcontrol.adapter.sql;

import static dev.trafficcontrol.queue.WorkBench.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.sqlite.SqliteBench;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/// What a look at the queue costs, counted in steps of SQLite's virtual machine, and in rows that
/// PostgreSQL reads: exact on any machine.
class QueueHeadsTest {

  private static final int GROUP = 10;

  @TempDir private Path home;

  @Test
  void F61_a_look_costs_the_same_whether_a_thousand_tasks_wait_or_twenty_thousand() {
    try (SqliteDatabase database = SqliteBench.open(home)) {
      WorkBench bench = SqlBench.bench(database);
      bench.project("shop", 1);
      bench.project("tests", 1);
      bench.task("shop", "one");
      bench.confirm("C1", 1);
      fill(database, 1_000);
      long few = steps(database, null);
      long fewConfirmed = steps(database, "C1");
      fill(database, 20_000);
      assertThat(steps(database, null)).isLessThan(few * 2);
      assertThat(steps(database, "C1")).isLessThan(fewConfirmed * 2);
      assertThat(bench.ready(NOON)).hasSize(2 * 3 * QueueSnapshot.MOST_OF_A_CLASS);
      assertThat(bench.ready(NOON, "C1")).containsExactly("T1");
    }
  }

  @Test
  void F61_a_look_at_postgresql_reads_the_same_rows_however_many_wait() {
    try (StoreUnderTest store = Engine.POSTGRES.store(home)) {
      Database database = store.open();
      WorkBench bench = SqlBench.bench(database);
      bench.project("shop", 1);
      bench.project("tests", 1);
      bench.task("shop", "one");
      bench.confirm("C1", 1);
      fill(database, 1_000);
      long few = rows(database, null);
      long fewConfirmed = rows(database, "C1");
      fill(database, 20_000);
      assertThat(rows(database, null)).isLessThan(few * 2);
      assertThat(rows(database, "C1")).isLessThan(fewConfirmed * 2);
      assertThat(bench.ready(NOON)).hasSize(2 * 3 * QueueSnapshot.MOST_OF_A_CLASS);
    }
  }

  /// How many tasks a look reads, as PostgreSQL counts them for the transaction.
  private static long rows(Database database, @Nullable String confirmation) {
    return database.takenBack(connection -> {
      Sql.update(connection, "ANALYZE tc_tasks");
      long before = read(connection);
      new QueueHeads(connection, NOON, confirmation, QueueSnapshot.MOST_OF_A_CLASS).snapshot();
      return read(connection) - before;
    });
  }

  private static long read(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            """
            SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables
            WHERE relname = 'tc_tasks'
            """,
            row -> row.getLong(1))
        .orElseThrow();
  }

  /// Tasks of two projects and three classes: most ready, some due, some waiting for a time or for
  /// others.
  static void fill(Database database, int tasks) {
    database.write(connection ->
        Sql.update(
            connection,
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?),
              g (tasks, noon) AS (SELECT CAST(? AS BIGINT), CAST(? AS BIGINT))
            INSERT INTO tc_tasks (id, number, project_id, title, description, status, origin, model, model_class,
              priority, max_attempts, rank, ready_at, waiting_on, created_by, created_at)
            SELECT 'F' || tasks || '-' || i, 1000 * tasks + i, CASE i % 2 WHEN 1 THEN 'shop' ELSE 'tests' END,
              'title ' || i, '', 'queued', 'person', 'claude-' || m || '-5-5', m, 5, 2, noon + i,
              CASE i % 10 WHEN 7 THEN noon - i WHEN 8 THEN noon + i END, CASE i % 20 WHEN 9 THEN 1 ELSE 0 END,
              'ann', noon
            FROM (SELECT i, CASE i / 2 % 3 WHEN 0 THEN 'opus' WHEN 1 THEN 'sonnet' ELSE 'haiku' END AS m FROM n) AS t, g
            """,
            tasks,
            tasks,
            NOON));
  }

  private static long steps(SqliteDatabase database, @Nullable String confirmation) {
    return database.read(connection -> {
      long[] groups = {0};
      ProgressHandler.setHandler(connection, GROUP, counter(groups));
      try {
        new QueueHeads(connection, NOON, confirmation, QueueSnapshot.MOST_OF_A_CLASS).snapshot();
      } finally {
        ProgressHandler.clearHandler(connection);
      }
      return groups[0] * GROUP;
    });
  }

  private static ProgressHandler counter(long[] groups) {
    return new ProgressHandler() {
      @Override
      protected int progress() {
        groups[0]++;
        return 0;
      }
    };
  }
}
