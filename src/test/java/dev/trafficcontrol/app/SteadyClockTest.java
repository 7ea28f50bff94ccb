package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private final AtomicReference<Instant> wall = new AtomicReference<>(NOON);
  private final AtomicLong elapsed = new AtomicLong(77);
  private final SteadyClock clock = new SteadyClock(wall::get, elapsed::get);
  private byte calls;

  private HoldReply ask(LedgerWriter ledger, String usd) throws InterruptedException {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    bytes[0] = ++calls;
    return ledger.hold(
        new HoldRequest(
            HoldId.mint(clock.instant(), bytes),
            "K1",
            List.of("claude-sonnet-5-5"),
            Money.ofUsd(usd),
            Duration.ofMinutes(1),
            Duration.ZERO));
  }

  private void assertExhausted(LedgerWriter ledger) throws InterruptedException {
    assertThat(ask(ledger, "1"))
        .isInstanceOfSatisfying(
            HoldReply.Refused.class,
            refused -> assertThat(refused.why()).isInstanceOf(Refusal.Exhausted.class));
  }

  @Test
  void F17_a_clock_that_jumps_a_year_for_a_second_frees_nothing_in_a_daemon_that_runs()
      throws InterruptedException {
    try (LedgerWriter ledger = LedgerWriter.open(new MemoryBook(), clock, BookListener.NOBODY)) {
      ledger.ask(
          new MintKey(
              new Key("K1", "test", new SecretHash("1".repeat(64)), null, null),
              Map.of(),
              "owner"));
      if (ask(ledger, "10") instanceof HoldReply.Held(var authorization)) {
        ledger.settle(authorization.hold().id(), Money.ofUsd("10"), null);
      }

      wall.set(NOON.plus(Duration.ofDays(365)));
      elapsed.addAndGet(Duration.ofSeconds(1).toNanos());
      assertExhausted(ledger);
      wall.set(NOON.plusSeconds(1));
      assertExhausted(ledger);

      elapsed.addAndGet(Duration.ofMinutes(61).toNanos());
      assertThat(ask(ledger, "1")).as("time that passed frees").isInstanceOf(HoldReply.Held.class);
    }
  }
}
