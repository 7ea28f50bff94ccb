package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What other threads read without asking the writer.
class PublishedTest {

  private static final HoldId ID = new HoldId(1, 2);
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final Key KEY = new Key("K1", "test", new SecretHash("1".repeat(64)), null, null);

  @Test
  void whatever_changes_keys_or_the_breaker_is_published() {
    List<LedgerEvent> changes =
        List.of(
            new LedgerEvent.KeyMinted(KEY, "owner"),
            new LedgerEvent.KeyRevoked("K1", "owner"),
            new LedgerEvent.AttemptClosed("T1", "R1", 1),
            new LedgerEvent.BreakerTripped(TripKind.SOFT, "drill", "owner", null),
            new LedgerEvent.BreakerReset("R1", "drill", "owner", null),
            new LedgerEvent.BreakerClosed("drill", "owner", null));
    LedgerEvent call = new LedgerEvent.Voided(ID, "never sent", null);
    assertThat(changes)
        .allMatch(change -> Published.isChangedBy(List.of(change)))
        .allMatch(change -> Published.isChangedBy(List.of(call, change)));
  }

  /// A batch of calls must not cost a look at every key there is.
  @Test
  void what_a_call_writes_is_no_news() {
    Scope global = Scope.GLOBAL;
    Limit limit = Limit.UNLIMITED;
    HoldScope scope = new HoldScope("K1", List.of("m"), null, null);
    ClockReading clock = new ClockReading("boot", 1, NOW);
    List<LedgerEvent> calls =
        List.of(
            new LedgerEvent.AttemptOpened("T1", "R1", 1),
            new LedgerEvent.BudgetSet(global, Window.TOTAL, limit, "o", "r"),
            new LedgerEvent.BudgetRaised(global, Window.TOTAL, limit, NOW, "o", "r"),
            new LedgerEvent.Held(ID, scope, Money.ofUsd("1"), NOW, null),
            new LedgerEvent.Shrunk(ID, Money.ZERO),
            new LedgerEvent.Settled(ID, Money.ZERO, null),
            new LedgerEvent.Voided(ID, "p", null),
            new LedgerEvent.Expired(ID, Money.ZERO, NOW, null, null),
            new LedgerEvent.Corrected(ID, Money.ZERO, Money.ZERO, null, null, null),
            new LedgerEvent.Killed("r", "o"),
            new LedgerEvent.Revived("o"),
            new LedgerEvent.Switched("paused", "o", "r"),
            new LedgerEvent.ClockNoted(clock),
            new LedgerEvent.ClockSet(NOW, clock, "o", "r"),
            new LedgerEvent.Checkpointed(1, "h"),
            new LedgerEvent.Archived(1, NOW, "h", "f", "o"));
    assertThat(calls).noneMatch(call -> Published.isChangedBy(List.of(call)));
    assertThat(Published.isChangedBy(calls)).isFalse();
    assertThat(Published.isChangedBy(List.of())).isFalse();
  }
}
