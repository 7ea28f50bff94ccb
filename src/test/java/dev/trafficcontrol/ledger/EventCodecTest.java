package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.money.Money;
import java.util.List;
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
