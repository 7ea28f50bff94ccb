package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/// One call that needs nearly all of a budget, among small ones that never stop coming.
class LargeWaiterTest {

  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final Duration CALL_LASTS = Duration.ofSeconds(4);
  private static final Money SMALL = Money.ofUsd("0.25");
  private static final Money LARGE = Money.ofUsd("0.90");

  private final LedgerCore core = new LedgerCore();
  private final Map<HoldId, Instant> askedAt = new HashMap<>();
  private final Map<HoldId, Duration> waited = new HashMap<>();
  private final List<HoldId> refused = new ArrayList<>();
  private final PriorityQueue<Hold> running =
      new PriorityQueue<>((one, other) -> one.heldAt().compareTo(other.heldAt()));
  private Instant now = NOON;
  private int minted;

  private HoldId ask(Money amount) {
    byte[] bytes = ByteBuffer.allocate(HoldId.RANDOM_BYTES).putInt(++minted).array();
    HoldId id = HoldId.mint(now, bytes);
    askedAt.put(id, now);
    core.enter(
        new HoldRequest(
            id, "K1", List.of("m"), amount, Duration.ofMinutes(15), Duration.ofSeconds(60)),
        now);
    return id;
  }

  /// Calls that have run their time cost nothing, so that only what is held is ever in the way.
  private void tick() {
    while (!running.isEmpty() && !running.peek().heldAt().plus(CALL_LASTS).isAfter(now)) {
      core.decide(new VoidHold(running.remove().id(), "proof"), now);
    }
    core.pass(
        now,
        (request, verdict) -> {
          if (verdict instanceof HoldVerdict.Granted granted) {
            running.add(granted.hold());
            waited.put(request.id(), Duration.between(askedAt.get(request.id()), now));
          } else {
            refused.add(request.id());
          }
        });
    now = now.plusMillis(500);
  }

  @Test
  void one_large_call_among_small_ones_passes_within_5_seconds_of_blocking_and_nobody_starves() {
    core.decide(
        new MintKey(
            new Key("K1", "k", new SecretHash("1".repeat(64)), null, null),
            Map.of(Window.TOTAL, Limit.of(Money.ofUsd("1.00"))),
            "owner"),
        now);
    for (int i = 0; i < 20; i++) {
      ask(SMALL);
      tick();
      tick();
    }
    HoldId large = ask(LARGE);
    int before = waited.size();
    for (int i = 0; i < 60; i++) {
      ask(SMALL);
      tick();
      tick();
    }
    for (int i = 0; i < 200; i++) {
      tick();
    }

    assertThat(waited).containsKey(large);
    assertThat(waited.get(large))
        .as("smaller ones pass it for 5 s; then it waits for those in flight alone")
        .isLessThanOrEqualTo(WaitingRoom.PASSING.plus(CALL_LASTS).plusSeconds(1));
    assertThat(refused).as("nobody's patience ended").isEmpty();
    assertThat(waited).hasSize(81).hasSizeGreaterThan(before);
  }
}
