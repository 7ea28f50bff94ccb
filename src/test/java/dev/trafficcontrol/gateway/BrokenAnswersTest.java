package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However the provider's answer breaks, what it may have billed is charged, and what it proves not
/// to have billed is not.
final class BrokenAnswersTest {

  /// 1,000 tokens at $2 and 500 at $10 a million: the prompt as counted, and all the answer might
  /// have been.
  private static final Money COUNTED_PROMPT_AND_FULL_ANSWER = Money.ofUsd("0.007");

  private static final String PROMPT_OF_1000 = "{\"usage\":{\"input_tokens\":1000}}";

  @ParameterizedTest
  @ValueSource(ints = {400, 429, 500, 529})
  void an_error_in_the_providers_shape_before_content_is_passed_on_and_costs_nothing(int status) {
    try (GatewayRig rig =
        GatewayRig.scripted(
            "{\"reply\":[{\"error\":{\"status\":%d,\"message\":\"sorry\",\"retry_after\":7}}]}"
                .formatted(status))) {
      HttpResponse<String> answer = rig.messages(rig.key("5"), ask());

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).contains("\"type\":\"error\"").contains("sorry");
      assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
      assertThat(rig.spent()).isEqualTo(rig.bill()).isEqualTo(Money.ZERO);
      assertThat(rig.ledger.openHolds()).isEmpty();
    }
  }

  @Test
  void a_timeout_of_the_provider_is_charged_although_its_shape_is_right() {
    try (GatewayRig rig = GatewayRig.scripted("{\"reply\":[{\"error\":{\"status\":504}}]}")) {
      HttpResponse<String> answer = rig.messages(rig.key("5"), ask());

      assertThat(answer.statusCode()).isEqualTo(504);
      assertCovered(rig);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403, 502, 503})
  void an_answer_in_a_foreign_shape_is_charged(int status) {
    try (GatewayRig rig =
        GatewayRig.scripted(
            "{\"reply\":[{\"foreign\":{\"status\":%d,\"billed\":\"all\"}}]}".formatted(status))) {
      HttpResponse<String> answer = rig.messages(rig.key("5"), ask());

      assertThat(answer.statusCode()).isEqualTo(status);
      assertCovered(rig);
    }
  }

  @Test
  void F41_a_provider_that_dies_in_mid_stream_is_charged_its_prompt_and_the_longest_answer() {
    try (GatewayRig rig =
        GatewayRig.scripted(
            "{\"reply\":[%s,{\"text_tokens\":300},{\"cut\":{\"after_events\":6,\"billed\":\"all\"}}]}"
                .formatted(PROMPT_OF_1000))) {
      assertThatThrownBy(() -> rig.messages(rig.key("5"), ask()))
          .as("the client must see that the answer broke off")
          .isInstanceOf(java.io.UncheckedIOException.class);

      assertCovered(rig);
      assertThat(rig.spent()).isEqualTo(COUNTED_PROMPT_AND_FULL_ANSWER);
    }
  }

  @Test
  void F41_a_provider_that_dies_before_its_first_byte_is_charged_at_the_bound() {
    try (GatewayRig rig =
        GatewayRig.scripted("{\"reply\":[{\"cut\":{\"after_events\":0,\"billed\":\"all\"}}]}")) {
      HttpResponse<String> answer = rig.messages(rig.key("5"), ask());

      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).contains("\"type\":\"error\"");
      assertThat(rig.spent()).isGreaterThan(Money.ofUsd("0.005"));
      assertThat(rig.spent()).isGreaterThanOrEqualTo(rig.bill());
      assertThat(rig.ledger.openHolds()).isEmpty();
    }
  }

  @Test
  void F42_an_error_after_http_200_is_passed_on_and_charged() {
    try (GatewayRig rig =
        GatewayRig.scripted(
            "{\"reply\":[%s,{\"text_tokens\":300},{\"error\":{\"status\":529,\"after_events\":5}}]}"
                .formatted(PROMPT_OF_1000))) {
      HttpResponse<String> answer = rig.messages(rig.key("5"), ask());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("event: error");
      assertCovered(rig);
      assertThat(rig.spent()).isEqualTo(COUNTED_PROMPT_AND_FULL_ANSWER);
    }
  }

  @Test
  void F43_a_stream_whose_last_delta_has_no_usage_is_charged_at_its_bound() {
    try (GatewayRig rig =
        GatewayRig.scripted(
            "{\"reply\":[{\"text_tokens\":300},{\"usage\":{\"input_tokens\":1000,\"last_delta\":\"absent\"}}]}")) {
      HttpResponse<String> answer = rig.messages(rig.key("5"), ask());

      assertThat(answer.body()).contains("message_stop");
      assertCovered(rig);
      assertThat(rig.spent()).isEqualTo(COUNTED_PROMPT_AND_FULL_ANSWER);
    }
  }

  @Test
  void a_prompt_counted_larger_than_its_bound_is_charged_as_counted_and_trips() {
    try (GatewayRig rig =
        GatewayRig.scripted(
            "{\"reply\":[{\"usage\":{\"input_tokens\":100000}},{\"text_tokens\":300},{\"cut\":{\"after_events\":6,\"billed\":\"all\"}}]}")) {
      assertThatThrownBy(() -> rig.messages(rig.key("5"), ask()))
          .isInstanceOf(java.io.UncheckedIOException.class);

      assertCovered(rig);
      assertThat(rig.spent()).isEqualTo(Money.ofUsd("0.205"));
      assertThat(rig.ledger.breakers())
          .hasSize(1)
          .hasEntrySatisfying(
              Scope.parse("model:claude-sonnet-5-5"),
              breaker -> assertThat(breaker).isInstanceOf(BreakerState.Open.class));
    }
  }

  @Test
  void a_provider_that_can_not_be_reached_costs_nothing() {
    try (GatewayRig rig = GatewayRig.scripted()) {
      try (var nowhere = rig.listen(URI.create("http://127.0.0.1:1"), GatewaySettings.DEFAULT)) {
        HttpResponse<String> answer =
            rig.send(
                rig.request("/v1/messages", rig.key("5"), ask())
                    .uri(URI.create("http://127.0.0.1:" + nowhere.port() + "/v1/messages")));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("can't reach the provider");
        assertThat(rig.spent()).isEqualTo(Money.ZERO);
        assertThat(rig.ledger.openHolds()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"usage\":{\"inputTokens\":1000,\"outputTokens\":50}",
        "\"usage\":{\"input_tokens\":1000,\"output_tokens\":null}",
        "\"usage\":{\"input_tokens\":\"1000\",\"output_tokens\":\"50\"}",
        "\"cost\":0",
        "\"usage\":{}"
      })
  void F21_usage_that_is_missing_or_under_another_name_is_charged_at_the_bound(String usage) {
    String body =
        "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-5-5\","
            + "\"content\":[{\"type\":\"text\",\"text\":\"hi\"}],\"stop_reason\":\"end_turn\","
            + usage
            + "}";
    try (GatewayRig rig = GatewayRig.scripted();
        RawUpstream upstream =
            new RawUpstream(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body);
        var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
      HttpResponse<String> answer =
          rig.send(
              rig.request(
                      "/v1/messages",
                      rig.key("5"),
                      GatewayRig.ask("claude-sonnet-5-5", 500, false, "hello"))
                  .uri(URI.create("http://127.0.0.1:" + listener.port() + "/v1/messages")));

      assertThat(answer.body()).isEqualTo(body);
      assertThat(rig.spent())
          .as("500 tokens at $10 a million, and the prompt")
          .isGreaterThan(Money.ofUsd("0.005"));
      assertThat(rig.ledger.openHolds()).isEmpty();
    }
  }

  @Test
  void F12_however_calls_end_no_hold_is_left_and_all_room_that_was_not_spent_is_free() {
    try (GatewayRig rig =
        GatewayRig.scripted(
            "{\"contains\":\"fail\",\"reply\":[{\"error\":{\"status\":500,\"message\":\"broken\"}}]}",
            "{\"contains\":\"foreign\",\"reply\":[{\"foreign\":{\"status\":502}}]}",
            "{\"contains\":\"cut\",\"reply\":[{\"text_tokens\":300},{\"cut\":{\"after_events\":6,\"billed\":\"all\"}}]}",
            "{\"contains\":\"late\",\"reply\":[{\"text_tokens\":300},{\"error\":{\"status\":529,\"after_events\":5}}]}",
            "{\"reply\":[{\"text_tokens\":300}]}")) {
      KeySecret key = rig.key("0.50");
      for (String end : List.of("well", "fail", "foreign", "cut", "late", "leave")) {
        String ask = GatewayRig.ask("claude-sonnet-5-5", 2000, true, end);
        for (int time = 0; time < 3; time++) {
          if (end.equals("leave")) {
            rig.leaveAfter("content_block_delta", key, ask);
          } else {
            try {
              rig.messages(key, ask);
            } catch (java.io.UncheckedIOException brokeOff) {
              assertThat(end).isEqualTo("cut");
            }
          }
        }
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> rig.calls.count() == 0 && rig.ledger.openHolds().isEmpty());
      assertThat(rig.ledger.budgets())
          .allSatisfy(budget -> assertThat(budget.held()).isEqualTo(Money.ZERO));
      assertThat(rig.spent()).isGreaterThanOrEqualTo(rig.bill());
      assertThat(
              rig.messages(key, GatewayRig.ask("claude-sonnet-5-5", 2000, true, "well"))
                  .statusCode())
          .isEqualTo(200);
    }
  }

  private static String ask() {
    return GatewayRig.ask("claude-sonnet-5-5", 500, true, "hello ".repeat(400));
  }

  private static void assertCovered(GatewayRig rig) {
    assertThat(rig.spent().isZero()).isFalse();
    assertThat(rig.spent()).isGreaterThanOrEqualTo(rig.bill());
    assertThat(rig.ledger.openHolds()).isEmpty();
    // The call leaves the list right after its client has seen the end.
    await().until(() -> rig.calls.count() == 0);
  }
}
