package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A client that leaves does not make a call cheaper, and does not keep its money held.
final class LeavingClientsTest {

  private static final String LONG = "{\"rules\":[{\"reply\":[{\"text_tokens\":60000}]}]}";

  @Test
  void F37_a_stream_whose_client_leaves_is_read_on_and_charged_exactly() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults().withScript(LONG))) {
      rig.leaveAfter("content_block_delta", rig.key("5"), ask(true));

      awaitSettled(rig);
      assertThat(rig.bill()).isGreaterThan(Money.ofUsd("0.5"));
      assertThat(rig.spent()).isEqualTo(rig.bill());
    }
  }

  @Test
  void F38_a_whole_answer_whose_client_leaves_is_charged_exactly() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults().withScript(LONG))) {
      rig.leaveAfter("HTTP/1.1 200", rig.key("5"), ask(false));

      awaitSettled(rig);
      assertThat(rig.spent()).isEqualTo(rig.bill());
    }
  }

  @Test
  void F39_where_no_more_answers_may_be_read_on_the_call_is_cut_and_charged_at_its_bound() {
    GatewaySettings d = GatewaySettings.DEFAULT;
    GatewaySettings noDrains =
        new GatewaySettings(
            d.maxBodyBytes(),
            d.maxBodiesBytes(),
            d.maxReadingBytes(),
            0,
            d.holdPatience(),
            d.holdLifetime(),
            d.upstream(),
            d.rememberedPrompts());
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults().withScript(LONG), noDrains)) {
      rig.leaveAfter("content_block_delta", rig.key("5"), ask(true));

      awaitSettled(rig);
      assertThat(rig.spent())
          .as("64,000 tokens at $10 a million, and a small prompt")
          .isBetween(Money.ofUsd("0.64"), Money.ofUsd("0.641"));
      await().until(() -> rig.provider.bill().open() == 0);
      assertThat(rig.spent()).isGreaterThanOrEqualTo(rig.bill());
    }
  }

  @Test
  void F11_money_of_calls_whose_clients_left_is_free_again() {
    try (GatewayRig rig = GatewayRig.scripted("{\"reply\":[{\"text_tokens\":3000}]}")) {
      KeySecret key = rig.key("1");
      for (int call = 0; call < 5; call++) {
        rig.leaveAfter("content_block_delta", key, ask(true));
      }
      awaitSettled(rig);
      assertThat(rig.spent()).isEqualTo(rig.bill());
      assertThat(
              rig.messages(key, GatewayRig.ask("claude-sonnet-5-5", 100, true, "x")).statusCode())
          .isEqualTo(200);
    }
  }

  private static String ask(boolean stream) {
    return GatewayRig.ask("claude-sonnet-5-5", 64_000, stream, "hello");
  }

  private static void awaitSettled(GatewayRig rig) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> rig.calls.count() == 0 && rig.ledger.openHolds().isEmpty());
  }
}
