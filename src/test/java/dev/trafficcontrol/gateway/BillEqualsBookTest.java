package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// What the provider bills and what the ledger charged are the same, to the nano-dollar.
final class BillEqualsBookTest {

  @Test
  void a_whole_answer_is_charged_exactly_what_the_provider_bills() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      HttpResponse<String> answer =
          rig.messages(rig.key("5"), GatewayRig.ask("claude-sonnet-5-5", 2000, false, "hello"));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("\"type\":\"message\"").endsWith("}");
      assertThat(rig.bill().isZero()).isFalse();
      assertThat(rig.spent()).isEqualTo(rig.bill());
      assertThat(rig.ledger.openHolds()).isEmpty();
    }
  }

  @Test
  void a_stream_is_charged_exactly_what_the_provider_bills() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      KeySecret key = rig.key("5");
      HttpResponse<String> answer =
          rig.messages(key, GatewayRig.ask("claude-opus-5-5", 8000, true, "hello"));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
      assertThat(answer.body()).contains("event: message_start").contains("event: message_stop");
      assertThat(rig.bill().isZero()).isFalse();
      assertThat(rig.spent()).isEqualTo(rig.bill());
      assertThat(rig.ledger.openHolds()).isEmpty();
      assertThat(rig.calls.count()).isZero();
    }
  }
}
