package dev.trafficcontrol.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.postgres.PostgresDatabase;
import dev.trafficcontrol.adapter.sql.Database;
import dev.trafficcontrol.adapter.sql.SqlBench;
import dev.trafficcontrol.adapter.sqlite.SqliteBench;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.testing.Attacks;
import dev.trafficcontrol.testing.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many work at once, over many nights in virtual time.
class CapacityTest {

  private static final int NIGHTS = 300;
  private static final int LONG_NIGHTS = 20_000;
  private static final int NIGHTS_ON_A_SERVER = 12;
  private static final int LONG_NIGHTS_ON_A_SERVER = 1_000;

  @TempDir private Path home;

  @Test
  void never_do_more_agents_run_than_the_sum_allows_whatever_comes_goes_or_dies() {
    try (SqliteDatabase database = SqliteBench.open(home)) {
      SqliteBench.hurry(database);
      assertKept(database, Attacks.seeds(NIGHTS, LONG_NIGHTS));
    }
  }

  @Test
  void never_do_more_run_than_the_sum_allows_where_the_queue_is_kept_by_postgresql() {
    try (PostgresDatabase database =
        PostgresDatabase.open(PostgresServer.database(), PostgresServer.STAMP)) {
      assertKept(database, Attacks.seeds(NIGHTS_ON_A_SERVER, LONG_NIGHTS_ON_A_SERVER));
    }
  }

  private static void assertKept(Database database, LongStream seeds) {
    WorkBench bench = SqlBench.bench(database);
    List<CapacityNight.Seen> seen =
        seeds
            .mapToObj(seed -> {
              SqlBench.empty(database);
              return new CapacityNight(bench, seed).pass();
            })
            .toList();
    assertThat(seen).allMatch(night -> night.mostAtOnce() <= night.allowed());
    assertThat(seen)
        .as("nights that used all that was allowed: a limit that is never reached proves nothing")
        .filteredOn(night -> night.mostAtOnce() == night.allowed())
        .hasSizeGreaterThan(seen.size() / 2);
  }
}
