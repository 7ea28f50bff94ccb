package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.key.Lowering;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

  private static final String ID = "0".repeat(32);

  @Test
  void an_event_is_read_as_it_was_written() {
    LedgerEvent event = new LedgerEvent.Settled(HoldId.parse(ID), Money.ofUsd("0.000000001"), null);
    Batch.Entry entry = EventCodec.write(event);
    assertThat(entry.kind()).isEqualTo("settled");
    assertThat(entry.json())
        .isEqualTo("{\"event\":\"settled\",\"id\":\"" + ID + "\",\"cost\":\"0.000000001\"}");
    assertThat(EventCodec.read(entry)).isEqualTo(event);
  }

  @Test
  void many_events_are_written_as_each_alone_would_be() {
    List<LedgerEvent> events =
        List.of(
            new LedgerEvent.Killed("a \"quoted\", and\n{broken} [one] 🚦", "o"),
            new LedgerEvent.Settled(HoldId.parse(ID), Money.ofUsd("1"), null),
            new LedgerEvent.KeyRevoked("k", "o"));
    assertThat(EventCodec.write(events)).isEqualTo(events.stream().map(EventCodec::write).toList());
    assertThat(EventCodec.write(events).stream().map(EventCodec::read)).isEqualTo(events);
    assertThat(EventCodec.write(List.of())).isEmpty();
  }

  @Test
  void a_key_is_written_with_its_rules_and_read_as_it_was_written() {
    KeyRules rules = new KeyRules(List.of("claude-haiku-4-5", "claude-sonnet-5-5"), 8_000L, 60);
    LedgerEvent event = new LedgerEvent.KeyMinted(key(rules), "owner");
    Batch.Entry entry = EventCodec.write(event);
    assertThat(entry.json())
        .endsWith(
            ",\"rules\":{\"models\":[\"claude-haiku-4-5\",\"claude-sonnet-5-5\"],\"maxTokens\":8000,\"callsPerMinute\":60}},\"by\":\"owner\"}");
    assertThat(EventCodec.read(entry)).isEqualTo(event);

    LedgerEvent one = new LedgerEvent.KeyMinted(key(new KeyRules(null, null, 1)), "owner");
    assertThat(EventCodec.write(one).json()).contains("\"rules\":{\"callsPerMinute\":1}}");
    assertThat(EventCodec.read(EventCodec.write(one))).isEqualTo(one);

    KeyRules lowering = KeyRules.NONE.withLowering(Lowering.TO_BUDGET);
    LedgerEvent lowered = new LedgerEvent.KeyMinted(key(lowering), "owner");
    assertThat(EventCodec.write(lowered).json())
        .contains("\"rules\":{\"lowering\":\"TO_BUDGET\"}}");
    assertThat(EventCodec.read(EventCodec.write(lowered))).isEqualTo(lowered);
  }

  @Test
  void a_key_of_before_there_were_rules_is_read_and_is_written_like_then() {
    String json =
        "{\"event\":\"key-minted\",\"key\":{\"id\":\"0a1b2c3d4e5f\",\"name\":\"ci\",\"hash\":\"%s\",\"expiresAt\":\"2026-12-01T00:00:00Z\"},\"by\":\"owner\"}"
            .formatted("1".repeat(64));
    assertThat(EventCodec.read(new Batch.Entry(json)))
        .isEqualTo(new LedgerEvent.KeyMinted(key(null), "owner"));
    assertThat(EventCodec.write(new LedgerEvent.KeyMinted(key(null), "owner")).json())
        .isEqualTo(json);
  }

  @Test
  void an_end_of_before_it_was_said_how_it_counts_is_read_and_is_written_like_then() {
    String voided = "{\"event\":\"voided\",\"id\":\"%s\",\"proof\":\"p\"}".formatted(ID);
    String expired =
        "{\"event\":\"expired\",\"id\":\"%s\",\"charged\":\"1.00\",\"bookedAt\":\"2026-12-01T00:00:00Z\"}"
            .formatted(ID);
    for (String json : List.of(voided, expired)) {
      LedgerEvent read = EventCodec.read(new Batch.Entry(json));
      assertThat(EventCodec.write(read).json()).isEqualTo(json);
    }
    LedgerEvent failed = new LedgerEvent.Voided(HoldId.parse(ID), "p", NoAnswer.FAILED);
    assertThat(EventCodec.write(failed).json()).endsWith("\"answer\":\"FAILED\"}");
    assertThat(EventCodec.read(EventCodec.write(failed))).isEqualTo(failed);
  }

  private static Key key(@Nullable KeyRules rules) {
    return new Key(
        "0a1b2c3d4e5f",
        "ci",
        new SecretHash("1".repeat(64)),
        null,
        Instant.parse("2026-12-01T00:00:00Z"),
        rules);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"maxtokens\":5}",
        "{\"models\":[]}",
        "{\"maxTokens\":0}",
        "{\"callsPerMinute\":100000}",
        "\"none\""
      })
  void F19_a_rule_that_can_not_be_read_is_an_error_and_not_dropped(String rules) {
    String json =
        EventCodec.write(new LedgerEvent.KeyMinted(key(new KeyRules(null, 5L, null)), "owner"))
            .json()
            .replace("{\"maxTokens\":5}", rules);
    assertThatThrownBy(() -> EventCodec.read(new Batch.Entry(json)))
        .isInstanceOf(BrokenInvariant.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"settled\",\"id\":\"00000000000000000000000000000000\"}",
        "{\"event\":\"settled\",\"id\":\"00000000000000000000000000000000\",\"cost\":null}",
        "{\"event\":\"settled\",\"id\":\"00000000000000000000000000000000\",\"costUsd\":\"0.10\"}",
        "{\"event\":\"settled\",\"id\":\"00000000000000000000000000000000\",\"cost\":\"\"}",
        "{\"event\":\"settled\",\"id\":\"00000000000000000000000000000000\",\"cost\":\"-0.10\"}",
        "{\"event\":\"forgiven\",\"id\":\"00000000000000000000000000000000\",\"cost\":\"0.10\"}"
      })
  void F21_a_cost_that_is_missing_or_under_another_name_is_an_error_never_zero(String json) {
    assertThatThrownBy(() -> EventCodec.read(new Batch.Entry(json)))
        .isInstanceOf(BrokenInvariant.class);
  }

  @Test
  void F19_a_field_that_is_not_known_is_an_error_and_not_dropped() {
    String json =
        "{\"event\":\"settled\",\"id\":\"%s\",\"cost\":\"0.10\",\"limit\":\"1\"}".formatted(ID);
    assertThatThrownBy(() -> EventCodec.read(new Batch.Entry(json)))
        .isInstanceOf(BrokenInvariant.class);
  }
}
