package dev.trafficcontrol.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.sql.SqlBench;
import dev.trafficcontrol.adapter.sqlite.SqliteBench;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.testing.Attacks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many work at once, over many nights in virtual time.
class CapacityTest {

  private static final int NIGHTS = 300;
  private static final int LONG_NIGHTS = 20_000;

  @TempDir private Path home;

  @Test
  void never_do_more_agents_run_than_the_sum_allows_whatever_comes_goes_or_dies() {
    try (SqliteDatabase database = SqliteBench.open(home)) {
      SqliteBench.hurry(database);
      WorkBench bench = SqlBench.bench(database);
      List<CapacityNight.Seen> seen =
          Attacks.seeds(NIGHTS, LONG_NIGHTS)
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
}
