package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Held against a set that is slow and plain.
class EndedIdsTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  private final EndedIds ended = new EndedIds();
  private final TreeSet<HoldId> plain = new TreeSet<>();
  private final Random random = new Random(7);

  private HoldId random() {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return HoldId.mint(NOW.minusMillis(random.nextInt(3_600_000)), bytes);
  }

  @Test
  void what_ended_is_found_and_nothing_else_is() {
    for (int each = 0; each < 50_000; each++) {
      HoldId id = random();
      assertThat(ended.contains(id)).isEqualTo(plain.contains(id));
      ended.add(id);
      ended.add(id);
      plain.add(id);
    }
    assertThat(plain).allMatch(ended::contains);
    assertThat(ended.size()).isEqualTo(plain.size());
  }

  @Test
  void what_ended_since_a_time_is_told_in_the_order_of_minting() {
    for (int each = 0; each < 10_000; each++) {
      HoldId id = random();
      ended.add(id);
      plain.add(id);
    }
    Instant oldest = NOW.minus(Duration.ofMinutes(17)).plusMillis(4_321);
    List<HoldId> expected = plain.stream().filter(id -> !id.mintedAt().isBefore(oldest)).toList();
    assertThat(ended.since(oldest)).isEqualTo(expected);
    ended.forgetBefore(oldest);
    assertThat(ended.since(oldest)).isEqualTo(expected);
    assertThat(ended.size()).isBetween((long) expected.size(), (long) expected.size() + 100);
  }

  @Test
  void an_id_of_nothing_but_zeros_is_an_id_like_others() {
    HoldId zero = new HoldId(0, 0);
    assertThat(ended.contains(zero)).isFalse();
    ended.add(zero);
    assertThat(ended.size()).isEqualTo(1);
    ended.add(zero);
    assertThat(ended.contains(zero)).isTrue();
    assertThat(ended.since(Instant.EPOCH)).containsExactly(zero);
    assertThat(ended.size()).isEqualTo(1);
    ended.add(new HoldId(0, 1));
    assertThat(ended.size()).isEqualTo(2);
    ended.forgetBefore(NOW);
    assertThat(ended.size()).isZero();
    assertThat(ended.contains(zero)).isFalse();
  }
}
