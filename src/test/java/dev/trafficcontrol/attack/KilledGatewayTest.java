package dev.trafficcontrol.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.sqlite.SqliteBook;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import dev.trafficcontrol.simulator.TimeFactor;
import dev.trafficcontrol.testing.Attacks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway is killed, at each step of a call and at random moments, while agents spend through
/// it.
class KilledGatewayTest {

  private static final int CLIENTS = 12;

  /// Enough that the kills, each of which charges the calls in flight in full, come before the
  /// limit does.
  private static final Money LIMIT_PER_KILL = Money.ofUsd("6");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final List<Doom.Step> STEPS =
      Stream.of(Doom.Step.values())
          .filter(step -> step.isOfACall() || step == Doom.Step.NEVER)
          .toList();

  @TempDir Path home;
  private final Random random = new Random(Long.getLong("trafficcontrol.seed", 1));

  @Test
  void F18_bill_within_book_within_limit_whenever_the_gateway_is_killed() throws Exception {
    int kills = Attacks.times(10, 200);
    Money limit = LIMIT_PER_KILL.times(kills);
    KeySecret secret = secret();
    prepare(secret, limit);
    int port = freePort();
    URI gateway = URI.create("http://127.0.0.1:" + port);
    try (SimulatedProvider provider =
            SimulatedProvider.start(
                SimulatorOptions.defaults()
                    .withBill(home.resolve("bill.jsonl"))
                    .withTimeFactor(new TimeFactor(100)));
        RestlessFleet fleet = RestlessFleet.untilTheBudget(gateway, secret.reveal(), CLIENTS, 1)) {
      for (int kill = 0; kill < kills; kill++) {
        Doom.Step step = STEPS.get(kill % STEPS.size());
        killOnce(provider, port, step);
        check(provider, limit, "kill " + kill + " " + step);
      }
      try (ChildJvm last = start(provider, port, Doom.Step.NEVER, 0)) {
        assertThat(last.says("ready")).isTrue();
        await().atMost(Duration.ofMinutes(10)).until(fleet::allStoppedByTheBudget);
      }
      check(provider, limit, "the limit");
    }
  }

  private void killOnce(SimulatedProvider provider, int port, Doom.Step step)
      throws IOException, InterruptedException {
    try (ChildJvm child = start(provider, port, step, 1 + random.nextInt(20))) {
      if (child.says("ready")) {
        child.endsWithin(step == Doom.Step.NEVER ? random.nextInt(2_000) : 20_000);
      }
    }
  }

  private ChildJvm start(SimulatedProvider provider, int port, Doom.Step step, int occurrence)
      throws IOException {
    return ChildJvm.start(
        DoomedGateway.class,
        List.of(
            home.toString(),
            String.valueOf(port),
            provider.uri().toString(),
            SimulatorOptions.defaults().key(),
            step.name(),
            String.valueOf(occurrence)),
        home.resolve("errors.log"));
  }

  /// With the gateway dead: what the provider billed, what the book says, and whether it can be
  /// believed.
  private void check(SimulatedProvider provider, Money limit, String when) {
    await().atMost(PATIENCE).until(() -> provider.bill().open() == 0);
    Money bill = Money.ofUsd(provider.bill().total().toPlainString());
    try (SqliteDatabase database = SqliteDatabase.open(home, DoomedGateway.stamp());
        SqliteBook book = SqliteBook.open(database, home);
        LedgerWriter ledger =
            LedgerWriter.open(book, InstantSource.system(), BookListener.NOBODY)) {
      Money spent = ledger.totalSpent();
      System.out.printf("%-24s bill %s, book %s, limit %s%n", when, bill, spent, limit);
      assertThat(bill).as(when).isLessThanOrEqualTo(spent);
      assertThat(spent).as(when).isLessThanOrEqualTo(limit);
      assertThat(BookAudit.audit(book)).as(when).isInstanceOf(BookAudit.Finding.Sound.class);
    }
  }

  private void prepare(KeySecret secret, Money limit) {
    try (SqliteDatabase database = SqliteDatabase.open(home, DoomedGateway.stamp());
        SqliteBook book = SqliteBook.open(database, home);
        LedgerWriter ledger =
            LedgerWriter.open(book, InstantSource.system(), BookListener.NOBODY)) {
      for (Window window : List.of(Window.ROLLING_HOUR, Window.ROLLING_DAY)) {
        ledger.ask(
            new SetBudget(
                new BudgetId(Scope.GLOBAL, window),
                Limit.UNLIMITED,
                "test",
                "the key is attacked"));
      }
      ledger.ask(
          new MintKey(
              new Key(secret.id(), "attack", secret.hash(), null, null),
              Map.of(Window.TOTAL, Limit.of(limit)),
              "test"));
    }
  }

  private KeySecret secret() {
    byte[] randomness = new byte[KeySecret.RANDOM_BYTES];
    random.nextBytes(randomness);
    return KeySecret.mint(randomness);
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }
}
