package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Geo;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Metered;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.TokenUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallEventsTest {

  private static final int MANY = 20_000;
  private static final List<String> NAMES =
      List.of(
          "",
          "k",
          "claude-opus-5-5",
          "~ {}[],:'/",
          "a\"b",
          "a\\b",
          "line\nbreak",
          "naïve 🚦",
          "\u007f");

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);

  @Test
  void the_book_has_the_same_text_whoever_wrote_it() {
    for (int round = 0; round < MANY; round++) {
      List<LedgerEvent> events = List.of(held(), settled(), held());
      List<Batch.Entry> entries = EventCodec.write(events);
      for (int at = 0; at < events.size(); at++) {
        assertThat(entries.get(at).json()).isEqualTo(EventCodec.mapped(events.get(at)));
        assertThat(entries.get(at).event()).isEqualTo(events.get(at));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "2026-11-26T07:00:00Z",
        "2026-11-26T07:00:00.500Z",
        "2026-11-26T07:00:00.000001Z",
        "2026-11-26T07:00:00.000000001Z",
        "2026-11-26T07:00:00.120000Z",
        "1969-12-31T23:59:59.999999999Z",
        "+12345-01-01T00:00:00.010Z"
      })
  void times_are_written_as_the_mapper_does(String time) {
    LedgerEvent event =
        new LedgerEvent.Held(
            new HoldId(1, 2),
            new HoldScope("k", List.of("m"), null, null),
            Money.ofUsd("1"),
            Instant.parse(time),
            null);
    StringBuilder json = new StringBuilder();
    assertThat(new CallEvents(json).append(event)).isTrue();
    assertThat(json).hasToString(EventCodec.mapped(event));
  }

  @Test
  void what_needs_escaping_and_every_other_event_is_left_to_the_mapper() {
    StringBuilder json = new StringBuilder("[");
    CallEvents calls = new CallEvents(json);
    HoldId id = new HoldId(1, 2);
    assertThat(calls.append(new LedgerEvent.Voided(id, "p", null))).isFalse();
    Metered quoted = new Metered("v\"1", List.of());
    assertThat(calls.append(new LedgerEvent.Settled(id, Money.ZERO, quoted))).isFalse();
    assertThat(json).hasToString("[");
    assertThat(calls.append(new LedgerEvent.Settled(id, Money.ZERO, null))).isTrue();
  }

  /// The mapper would write the same, in five times the time.
  @Test
  void whatever_needs_no_escaping_is_written_without_the_mapper() {
    for (char letter = 0; letter < 0x100; letter++) {
      String name = "a" + letter;
      AttemptBinding attempt = new AttemptBinding(name, name, name, 1, name);
      HoldScope scope = new HoldScope(name, List.of(name, name), attempt, name);
      Hop hop =
          new Hop(
              name, new TokenUsage(1, 2, 3, 4, 5, 6), new Modifiers(Geo.UNSTATED, Speed.STANDARD));
      boolean isPlain = letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\';
      for (LedgerEvent event :
          List.of(
              new LedgerEvent.Held(id(), scope, Money.ofUsd("1"), Instant.EPOCH, name),
              new LedgerEvent.Settled(id(), Money.ZERO, new Metered(name, List.of(hop))))) {
        assertThat(new CallEvents(new StringBuilder()).append(event))
            .as("%s with letter %d", event, (int) letter)
            .isEqualTo(isPlain);
      }
    }
  }

  private LedgerEvent held() {
    AttemptBinding attempt =
        new AttemptBinding(name(), name(), name(), random.nextLong(), nameOrNone());
    HoldScope scope =
        new HoldScope(name(), names(), random.nextBoolean() ? attempt : null, nameOrNone());
    Instant deadline =
        Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
    return new LedgerEvent.Held(id(), scope, amount(), deadline, nameOrNone());
  }

  private LedgerEvent settled() {
    List<Hop> hops = new ArrayList<>();
    for (int hop = random.nextInt(3); hop > 0; hop--) {
      hops.add(
          new Hop(
              name(),
              new TokenUsage(count(), count(), count(), count(), count(), count()),
              new Modifiers(
                  random.nextBoolean() ? Geo.US : Geo.UNSTATED,
                  random.nextBoolean() ? Speed.FAST : Speed.STANDARD)));
    }
    return new LedgerEvent.Settled(
        id(), amount(), random.nextInt(4) == 0 ? null : new Metered(name(), hops));
  }

  private HoldId id() {
    return new HoldId(random.nextLong(), random.nextLong());
  }

  private Money amount() {
    return Money.ofNanos(random.nextLong(Long.MAX_VALUE) >>> random.nextInt(Long.SIZE));
  }

  private long count() {
    return random.nextLong(1_000_000) >> random.nextInt(20);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (int more = random.nextInt(3); more > 0; more--) {
      names.add(name());
    }
    return names;
  }

  private String name() {
    // Mostly a plain one.
    return NAMES.get(random.nextInt(random.nextInt(4) == 0 ? NAMES.size() : 4));
  }

  private @Nullable String nameOrNone() {
    return random.nextBoolean() ? name() : null;
  }
}
