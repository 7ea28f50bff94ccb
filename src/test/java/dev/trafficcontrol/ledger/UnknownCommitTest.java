package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.Attacks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The store says that it failed, and may have written all the same.
class UnknownCommitTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  private final MemoryBook book = new MemoryBook();
  private final Random ids = new Random(5);

  private LedgerWriter open() {
    LedgerWriter ledger = LedgerWriter.open(book, InstantSource.fixed(NOW), BookListener.NOBODY);
    ledger.ask(
        new MintKey(
            new Key("K1", "test", new SecretHash("1".repeat(64)), null, null),
            Map.of(Window.TOTAL, Limit.of(Money.ofUsd("5"))),
            "owner"));
    return ledger;
  }

  private HoldRequest call(String usd) {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    ids.nextBytes(bytes);
    return new HoldRequest(
        HoldId.mint(NOW, bytes),
        "K1",
        List.of("m"),
        Money.ofUsd(usd),
        Duration.ofMinutes(15),
        Duration.ZERO);
  }

  private long count(Class<? extends LedgerEvent> kind) {
    return book.events().stream().filter(kind::isInstance).count();
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void a_settle_whose_commit_is_unknown_counts_once_and_is_answered_after_the_book_was_read_anew(
      MemoryBook.Fault fault) throws Exception {
    try (LedgerWriter ledger = open()) {
      HoldRequest call = call("1");
      ledger.hold(call);
      int readBefore = book.replays();
      book.failNext(1, fault);

      ledger.settle(call.id(), Money.ofUsd("0.70"), null);

      assertThat(book.replays()).isGreaterThan(readBefore);
      assertThat(count(LedgerEvent.Settled.class)).isEqualTo(1);
      assertThat(ledger.totalSpent()).isEqualTo(Money.ofUsd("0.70"));
      assertThat(ledger.openHolds()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void a_hold_whose_commit_is_unknown_authorizes_once_and_only_after_the_book_was_read_anew(
      MemoryBook.Fault fault) throws Exception {
    try (LedgerWriter ledger = open()) {
      HoldRequest call = call("1");
      int readBefore = book.replays();
      book.failNext(1, fault);

      assertThat(ledger.hold(call)).isInstanceOf(HoldReply.Held.class);
      assertThat(book.replays()).isGreaterThan(readBefore);
      assertThat(ledger.hold(call)).isInstanceOf(HoldReply.AlreadyHeld.class);
      assertThat(count(LedgerEvent.Held.class)).isEqualTo(1);
    }
  }

  static java.util.stream.LongStream seeds() {
    return Attacks.seeds(20, 2_000);
  }

  /// Every call that was held is settled at its own cost, whatever fails meanwhile.
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatever_commits_fail_before_or_after_they_are_durable_the_book_is_what_was_answered(
      long seed) throws Exception {
    Random random = new Random(seed);
    Map<HoldId, Money> cost = new HashMap<>();
    try (LedgerWriter ledger = open()) {
      for (int step = 0; step < 60; step++) {
        if (random.nextInt(3) == 0) {
          book.failNext(
              1 + random.nextInt(2),
              random.nextBoolean()
                  ? MemoryBook.Fault.BEFORE_WRITING
                  : MemoryBook.Fault.AFTER_WRITING);
        }
        HoldRequest call = call("0.10");
        if (ledger.hold(call) instanceof HoldReply.Held) {
          cost.put(call.id(), Money.ofNanos(1 + random.nextLong(100_000_000)));
          ledger.settle(call.id(), cost.get(call.id()), null);
        } else {
          ledger.expire(call.id(), "it was refused: nothing may be open");
        }
      }
      Money spent = cost.values().stream().reduce(Money.ZERO, Money::plus);
      assertThat(ledger.openHolds()).isEmpty();
      assertThat(ledger.totalSpent()).isGreaterThanOrEqualTo(spent);
      assertThat(count(LedgerEvent.Settled.class)).isEqualTo(cost.size());
      assertThat(count(LedgerEvent.Held.class))
          .isEqualTo(count(LedgerEvent.Settled.class) + count(LedgerEvent.Expired.class));
    }
    assertThat(BookAudit.audit(book)).isInstanceOf(BookAudit.Finding.Sound.class);
  }
}
