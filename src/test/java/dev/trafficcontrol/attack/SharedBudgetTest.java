package dev.trafficcontrol.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.sqlite.SqliteBook;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatorOptions;
import dev.trafficcontrol.simulator.TimeFactor;
import dev.trafficcontrol.testing.Attacks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Forty agents on one key of $10, with work worth more than twice that.
class SharedBudgetTest {

  private static final int CLIENTS = 40;
  private static final int TURNS = 12;
  private static final Money LIMIT = Money.ofUsd("10");

  @TempDir Path home;

  static LongStream seeds() {
    return Attacks.seeds(3, 50);
  }

  private static SimulatorOptions provider(long seed) {
    return SimulatorOptions.defaults().withSeed(seed).withTimeFactor(new TimeFactor(400));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void F25_forty_agents_at_once_never_pass_a_shared_limit_and_use_nine_tenths_of_it(long seed)
      throws Exception {
    try (SqliteDatabase database = SqliteDatabase.open(home, DoomedGateway.stamp());
        SqliteBook book = SqliteBook.open(database, home);
        GatewayUnderAttack target = new GatewayUnderAttack(book, provider(seed))) {
      KeySecret key = target.key(Limit.of(LIMIT));
      List<SpendingClient.End> ends =
          new Fleet(target.uri(), key.reveal(), CLIENTS, TURNS, seed).run();
      await().atMost(Duration.ofSeconds(60)).until(() -> target.ledger.openHolds().isEmpty());

      System.out.printf(
          "seed %d: limit %s, book %s, bill %s, %d agents stopped by the budget%n",
          seed,
          LIMIT,
          target.ledger.totalSpent(),
          target.bill(),
          Collections.frequency(ends, SpendingClient.End.BUDGET));
      assertThat(ends).doesNotContain(SpendingClient.End.BROKEN);
      assertThat(target.bill()).isLessThanOrEqualTo(LIMIT);
      assertThat(target.bill()).isGreaterThanOrEqualTo(Money.ofUsd("9"));
      assertThat(target.ledger.totalSpent()).isEqualTo(target.bill());
    }
  }

  @Test
  void without_the_limit_the_same_work_costs_more_than_twice_as_much() throws Exception {
    try (GatewayUnderAttack target = new GatewayUnderAttack(new MemoryBook(), provider(1))) {
      KeySecret key = target.key(Limit.UNLIMITED);
      new Fleet(target.uri(), key.reveal(), CLIENTS, TURNS, 1).run();
      await().atMost(Duration.ofSeconds(60)).until(() -> target.ledger.openHolds().isEmpty());

      System.out.printf(
          "without a limit: book %s, bill %s%n", target.ledger.totalSpent(), target.bill());
      assertThat(target.bill()).isGreaterThan(LIMIT.times(2));
      assertThat(target.ledger.totalSpent()).isEqualTo(target.bill());
    }
  }
}
