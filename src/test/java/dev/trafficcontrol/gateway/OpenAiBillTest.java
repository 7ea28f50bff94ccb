package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the provider bills in OpenAI's protocol and what the ledger charged are the same, to the
/// nano-dollar.
final class OpenAiBillTest {

  private static final String CHAT = "/v1/chat/completions";
  private static final String RESPONSES = "/v1/responses";

  @ParameterizedTest
  @CsvSource({
    "gpt-5,false,",
    "gpt-5,true,",
    "gpt-6-astra,true,",
    "gpt-4o,false,'\"n\":3,'",
    "gpt-4.1,true,'\"n\":4,\"stream_options\":{\"include_usage\":true},'",
    "gpt-5,false,'\"service_tier\":\"flex\",'",
    "gpt-5,true,'\"service_tier\":\"priority\",'",
    "gpt-5.1,false,'\"service_tier\":\"default\",'",
    "o4-mini,true,'\"reasoning_effort\":\"high\",'",
    "gpt-5-mini,false,'\"max_completion_tokens\":3,'"
  })
  void F52_a_chat_is_charged_exactly_what_the_provider_bills(
      String model, boolean stream, @Nullable String extra) {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      HttpResponse<String> answer =
          send(rig, rig.key("50"), CHAT, chat(model, stream, extra, "hello"));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains(stream ? "data: [DONE]" : "\"chat.completion\"");
      rig.assertBillIsBook();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5,false,",
    "gpt-5,true,",
    "gpt-6-sol,true,",
    "gpt-5.4,false,'\"service_tier\":\"flex\",'",
    "gpt-5.2,true,'\"service_tier\":\"priority\",'",
    "gpt-5,true,'\"max_output_tokens\":16,'",
    "gpt-5.3-codex,true,'\"instructions\":\"Be brief.\",\"reasoning\":{\"effort\":\"low\"},'"
  })
  void F30_a_response_is_charged_exactly_what_the_provider_bills(
      String model, boolean stream, @Nullable String extra) {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      HttpResponse<String> answer =
          send(rig, rig.key("50"), RESPONSES, response(model, stream, extra, "\"hello\""));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("\"object\":\"response\"");
      rig.assertBillIsBook();
    }
  }

  /// F45, F46: what is cached unasked, and what that costs, each at its own rate.
  @ParameterizedTest
  @ValueSource(strings = {"gpt-5", "gpt-6-sol", "gpt-4.1"})
  void F46_a_cached_chat_is_charged_exactly_and_bounded_by_its_last_turn(String model) {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      KeySecret key = rig.key("50");
      List<String> turns = new ArrayList<>();
      turns.add(message("system", "You are careful. ".repeat(800)));
      for (int turn = 1; turn <= 4; turn++) {
        turns.add(message("user", "turn " + turn + " of the talk"));
        HttpResponse<String> answer =
            send(
                rig,
                key,
                CHAT,
                "{\"model\":\"%s\",\"max_completion_tokens\":1000,\"messages\":[%s]}"
                    .formatted(model, String.join(",", turns)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        if (turn > 1) {
          assertThat(answer.body()).doesNotContain("\"cached_tokens\":0");
        }
        turns.add(message("assistant", "so be it"));
        rig.assertBillIsBook();
      }
    }
  }

  @Test
  void a_response_that_goes_on_from_an_earlier_one_is_bounded_and_charged_exactly() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      KeySecret key = rig.key("50");
      HttpResponse<String> first =
          send(rig, key, RESPONSES, response("gpt-5", false, null, "\"remember this\""));
      String id = first.body().replaceFirst("(?s).*?\"id\":\"(resp_[^\"]+)\".*", "$1");

      HttpResponse<String> second =
          send(
              rig,
              key,
              RESPONSES,
              response("gpt-5", true, "\"previous_response_id\":\"" + id + "\",", "\"and?\""));

      assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
      rig.assertBillIsBook();
    }
  }

  @Test
  void F50_a_prompt_in_the_long_tier_is_held_and_charged_at_its_rates() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      HttpResponse<String> answer =
          send(rig, rig.key("50"), CHAT, chat("gpt-5.4", true, null, "a word ".repeat(160_000)));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      rig.assertBillIsBook();
      assertThat(rig.spent().toUsd()).as("above 272,000 tokens at $5 a million").startsWith("1.");
    }
  }

  @Test
  void a_tier_that_was_not_to_be_had_is_charged_as_the_one_that_served() {
    try (GatewayRig rig =
        GatewayRig.scripted("{\"reply\":[{\"service_tier\":\"default\"},{\"text_tokens\":50}]}")) {
      HttpResponse<String> answer =
          send(
              rig,
              rig.key("5"),
              RESPONSES,
              response("gpt-5", true, "\"service_tier\":\"priority\",", "\"quick\""));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      rig.assertBillIsBook();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, RESPONSES})
  void F42_an_error_before_content_is_void_and_one_in_the_middle_is_charged_at_the_bound(
      String path) {
    for (boolean stream : new boolean[] {false, true}) {
      try (GatewayRig rig =
          GatewayRig.scripted(
              "{\"reply\":[{\"error\":{\"status\":500,\"billed\":\"nothing\"}}]}")) {
        HttpResponse<String> answer = send(rig, rig.key("5"), path, body(path, stream));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(rig.spent().isZero()).isTrue();
        assertThat(rig.ledger.openHolds()).isEmpty();
      }
    }
    try (GatewayRig rig =
        GatewayRig.scripted(
            "{\"reply\":[{\"text_tokens\":40},{\"error\":{\"status\":500,\"after_events\":6,\"billed\":\"sent\"}}]}")) {
      send(rig, rig.key("5"), path, body(path, true));
      assertThat(rig.bill().isZero()).isFalse();
      assertThat(rig.spent()).isGreaterThanOrEqualTo(rig.bill());
      assertThat(rig.ledger.openHolds()).isEmpty();
    }
  }

  private static String body(String path, boolean stream) {
    return path.equals(CHAT)
        ? chat("gpt-5", stream, null, "hello")
        : response("gpt-5", stream, null, "\"hello\"");
  }

  private static String chat(String model, boolean stream, @Nullable String extra, String text) {
    return "{%s\"model\":\"%s\",\"stream\":%s,\"messages\":[%s]}"
        .formatted(extra == null ? "" : extra, model, stream, message("user", text));
  }

  private static String response(
      String model, boolean stream, @Nullable String extra, String input) {
    return "{%s\"model\":\"%s\",\"stream\":%s,\"input\":%s}"
        .formatted(extra == null ? "" : extra, model, stream, input);
  }

  private static String message(String role, String text) {
    return "{\"role\":\"" + role + "\",\"content\":\"" + text + "\"}";
  }

  private static HttpResponse<String> send(
      GatewayRig rig, KeySecret key, String path, String body) {
    return rig.send(rig.request(path, key, body));
  }
}
