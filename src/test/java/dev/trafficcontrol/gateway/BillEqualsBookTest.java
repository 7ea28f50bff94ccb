package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the provider bills and what the ledger charged are the same, to the nano-dollar.
final class BillEqualsBookTest {

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-5-5,false,",
    "claude-sonnet-5-5,true,",
    "claude-haiku-5-5,true,",
    "claude-haiku-4-5-20251001,false,",
    "claude-opus-5-5,true,'\"speed\":\"fast\",'",
    "claude-opus-5-5,false,'\"speed\":\"fast\",\"inference_geo\":\"us\",'",
    "claude-sonnet-5-5,true,'\"inference_geo\":\"us\",'"
  })
  void F52_an_answer_is_charged_exactly_what_the_provider_bills(
      String model, boolean stream, String extra) {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      String body = GatewayRig.ask(model, 8000, stream, "hello");
      HttpResponse<String> answer =
          rig.messages(rig.key("5"), extra == null ? body : body.replaceFirst("\\{", "{" + extra));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains(stream ? "event: message_stop" : "\"type\":\"message\"");
      rig.assertBillIsBook();
    }
  }

  /// F45, F46 and F47: writes, reads and their lifetimes each at their own rate, turn after turn.
  @ParameterizedTest
  @CsvSource({"5m", "1h"})
  void F47_a_cached_conversation_is_charged_exactly(String ttl) {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      KeySecret key = rig.key("5");
      String system = "You are careful. ".repeat(800);
      List<String> turns = new ArrayList<>();
      for (int turn = 1; turn <= 4; turn++) {
        turns.add("{\"role\":\"user\",\"content\":\"turn " + turn + " of the talk\"}");
        HttpResponse<String> answer =
            rig.messages(
                key,
                """
                {"model":"claude-sonnet-5-5","max_tokens":1000,"stream":true,
                "system":[{"type":"text","text":"%s","cache_control":{"type":"ephemeral","ttl":"%s"}}],
                "messages":[%s]}\
                """
                    .formatted(system, ttl, String.join(",", turns)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"cache_read_input_tokens\"");
        turns.add(
            "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"so be it\"}]}");
        rig.assertBillIsBook();
      }
    }
  }

  @Test
  void F43_usage_revised_upward_by_a_search_is_charged_exactly() {
    try (GatewayRig rig =
        GatewayRig.scripted(
            """
            {"reply":[{"text_tokens":40},{"usage":{"input_tokens":2679,"revised_input_tokens":10682,"searches":2}}]}\
            """)) {
      HttpResponse<String> answer =
          rig.messages(
              rig.key("40"),
              GatewayRig.ask("claude-sonnet-5-5", 1000, true, "search")
                  .replaceFirst(
                      "\\{",
                      "{\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":2}],"));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      rig.assertBillIsBook();
      assertThat(rig.spent()).isGreaterThan(Money.ofUsd("0.04"));
    }
  }

  @Test
  void F30_the_beta_spelling_of_the_route_counts_as_well() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      KeySecret key = rig.key("5");
      rig.send(
          rig.request("/v1/messages", key, GatewayRig.ask("claude-sonnet-5-5", 100, true, "a")));
      Money first = rig.spent();
      rig.send(
          rig.request(
              "/v1/messages?beta=true", key, GatewayRig.ask("claude-sonnet-5-5", 100, true, "a")));

      assertThat(first.isZero()).isFalse();
      assertThat(rig.spent()).isGreaterThan(first);
      rig.assertBillIsBook();
    }
  }

  @Test
  void counting_tokens_and_listing_models_cost_nothing_and_need_a_key() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      KeySecret key = rig.key("5");
      String body = GatewayRig.ask("claude-sonnet-5-5", 100, false, "a");
      HttpResponse<String> count =
          rig.send(rig.request("/v1/messages/count_tokens?beta=true", key, body));
      HttpResponse<String> models = rig.send(rig.request("/v1/models?limit=5", key, "").GET());

      assertThat(count.body()).contains("input_tokens");
      assertThat(models.statusCode()).as(models.body()).isEqualTo(200);
      assertThat(models.body()).contains("claude-sonnet-5-5");
      assertThat(rig.spent().isZero()).isTrue();
      KeySecret unknown = KeySecret.mint(new byte[KeySecret.RANDOM_BYTES]);
      assertThat(rig.send(rig.request("/v1/messages/count_tokens", unknown, body)).statusCode())
          .isEqualTo(401);
      assertThat(rig.send(rig.request("/v1/models", unknown, "").GET()).statusCode())
          .isEqualTo(401);
    }
  }
}
