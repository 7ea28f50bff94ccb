package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients of OpenAI's protocol get what they would get without a gateway, and refusals they
/// understand.
final class OpenAiForwardingTest {

  private static final String COMPLETION =
      """
      {"id":"c","object":"chat.completion","model":"gpt-5","choices":[{"index":0,"message":{"role":"assistant","content":"ø"}}],\
      "usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}\
      """;

  private static final String CHUNK = "data: {\"choices\":[{\"delta\":{\"content\":\"ø\"}}]}\n\n";
  private static final String USAGE =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @Test
  void a_limited_request_is_forwarded_byte_for_byte_with_the_providers_key() {
    try (GatewayRig rig = GatewayRig.scripted();
        RawUpstream upstream = new RawUpstream(answer("application/json", COMPLETION));
        var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
      KeySecret key = rig.key("10");
      String body =
          "{ \"model\" : \"gpt-5\", \"max_completion_tokens\":20,\"messages\":[{\"role\":\"user\",\"content\":\"hø\"}]}";

      HttpResponse<String> response =
          rig.send(post(listener.port(), "/v1/chat/completions", key, body));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(COMPLETION);
      RawUpstream.Seen seen = upstream.seen.getFirst();
      assertThat(seen.body()).isEqualTo(body);
      assertThat(seen.head())
          .startsWith("POST /v1/chat/completions HTTP/1.1")
          .containsIgnoringCase("authorization: Bearer " + GatewayRig.PROVIDER_KEY)
          .doesNotContain(key.reveal())
          .doesNotContainIgnoringCase("x-api-key");
      // gpt-5: 10 x $1.25 + 5 x $10 per million; served in a tier that nobody named: twice that.
      assertThat(rig.spent().toUsd()).isEqualTo("0.000125");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, gpt-5, max_completion_tokens, 32000",
    "/v1/chat/completions, gpt-4o, max_completion_tokens, 16384",
    "/v1/responses, gpt-5, max_output_tokens, 32000"
  })
  void F35_an_answer_without_a_limit_gets_one(String path, String model, String field, long limit) {
    try (GatewayRig rig = GatewayRig.scripted();
        RawUpstream upstream = new RawUpstream(answer("application/json", COMPLETION));
        var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
      String rest = "\"model\":\"" + model + "\",\"messages\":[],\"input\":[]}";
      String asked =
          path.endsWith("responses")
              ? rest.replace("\"messages\":[],", "")
              : rest.replace(",\"input\":[]", "");
      rig.send(post(listener.port(), path, rig.key("10"), "{" + asked));

      assertThat(upstream.seen.getFirst().body())
          .isEqualTo("{\"" + field + "\":" + limit + "," + asked);
    }
  }

  /// Of two fields of one name, a provider reads the last: a second one would be no limit.
  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, max_completion_tokens, 32000",
    "/v1/responses, max_output_tokens, 32000"
  })
  void F35_a_limit_that_is_null_is_filled_in_where_it_stands(
      String path, String field, long limit) {
    try (GatewayRig rig = GatewayRig.scripted();
        RawUpstream upstream = new RawUpstream(answer("application/json", COMPLETION));
        var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
      String input = path.endsWith("responses") ? "\"input\":[]" : "\"messages\":[]";
      String asked = "{\"model\":\"gpt-5\", \"" + field + "\" : null ," + input + "}";

      rig.send(post(listener.port(), path, rig.key("10"), asked));

      assertThat(upstream.seen.getFirst().body()).isEqualTo(asked.replace("null", "" + limit));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"max_completion_tokens\":50,', '\"max_tokens\":50,\"max_completion_tokens\":50,'",
    "'\"max_tokens\":null,\"max_completion_tokens\":50,', '\"max_tokens\":50,\"max_completion_tokens\":50,'",
    "'\"max_tokens\":50,', '\"max_tokens\":50,'",
    "'', '\"max_tokens\":4000,'"
  })
  void F35_a_provider_that_may_know_one_name_of_the_limit_alone_gets_it(String said, String sent) {
    String house =
        """
        {"version": "house", "models": [{"model": "house-llm", "aliases": [], "provider": "basement", "class": "house",
        "contextWindow": 32000, "maxOutput": 4000, "geo": {"global": "1"}, "webSearch": "0", "rates": {"standard": [
        {"input": "0.10", "write5m": "0.10", "write1h": "0.10", "cacheRead": "0.10", "output": "0.40", "source": "our own bill", "date": "2026-11-01"}]}}]}
        """;
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults(), PriceBook.parse(house));
        RawUpstream upstream = new RawUpstream(answer("application/json", COMPLETION));
        var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
      String rest = "\"model\":\"house-llm\",\"messages\":[]}";

      rig.send(post(listener.port(), "/v1/chat/completions", rig.key("10"), "{" + said + rest));

      assertThat(upstream.seen.getFirst().body()).isEqualTo("{" + sent + rest);
    }
  }

  @Test
  void a_stream_is_metered_by_usage_that_only_a_client_who_asked_for_it_sees() {
    for (String options : new String[] {"", ",\"stream_options\":{\"include_usage\":true}"}) {
      try (GatewayRig rig = GatewayRig.scripted();
          RawUpstream upstream =
              new RawUpstream(answer("text/event-stream", CHUNK + USAGE + DONE));
          var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
        String body =
            "{\"model\":\"gpt-5\",\"stream\":true,\"max_completion_tokens\":9,\"messages\":[]"
                + options
                + "}";
        HttpResponse<String> response =
            rig.send(post(listener.port(), "/v1/chat/completions", rig.key("10"), body));

        assertThat(response.body())
            .isEqualTo(options.isEmpty() ? CHUNK + DONE : CHUNK + USAGE + DONE);
        assertThat(upstream.seen.getFirst().body()).contains("\"include_usage\":true");
        assertThat(rig.spent().toUsd()).isEqualTo("0.000125");
      }
    }
  }

  @Test
  void refusals_are_in_the_shape_that_openais_clients_know() {
    try (GatewayRig rig = GatewayRig.scripted()) {
      int port = rig.listener.port();
      String body = "{\"model\":\"gpt-5\",\"max_output_tokens\":1000,\"input\":\"hi\"}";

      HttpResponse<String> poor = rig.send(post(port, "/v1/responses", rig.key("0.001"), body));
      assertThat(poor.statusCode()).isEqualTo(429);
      assertThat(poor.headers().firstValue("x-should-retry")).contains("false");
      assertThat(poor.body())
          .startsWith("{\"error\":{\"message\":\"TrafficControl: ")
          .contains(
              "\"type\":\"insufficient_quota\",\"param\":null,\"code\":\"insufficient_quota\"")
          .contains("max_tokens lowered");

      HttpResponse<String> unknown =
          rig.send(post(port, "/v1/responses", rig.key("1"), body.replace("gpt-5", "gpt-99")));
      assertThat(unknown.statusCode()).isEqualTo(400);
      assertThat(unknown.body()).contains("not in the price book").contains("\"code\":null");

      HttpResponse<String> named =
          rig.send(
              post(port, "/v1/responses", rig.key("1"), body.replace("gpt-5", "gpt-realtime")));
      assertThat(named.body()).contains("what has no price is not sent: ");

      HttpResponse<String> wrongWay =
          rig.send(
              post(port, "/v1/responses", rig.key("1"), body.replace("gpt-5", "claude-opus-5-5")));
      assertThat(wrongWay.body())
          .contains("served by `anthropic`, which does not speak /v1/responses");

      HttpResponse<String> stranger =
          rig.send(
              post(port, "/v1/chat/completions", rig.key("1"), "{}")
                  .setHeader("authorization", "Bearer sk-nobody"));
      assertThat(stranger.statusCode()).isEqualTo(401);
      assertThat(stranger.body()).contains("\"code\":\"invalid_api_key\"");

      HttpResponse<String> unmetered = rig.send(post(port, "/v1/embeddings", rig.key("1"), "{}"));
      assertThat(unmetered.statusCode()).isEqualTo(404);
      assertThat(unmetered.body())
          .contains("does not meter POST /v1/embeddings")
          .contains("\"code\":\"not_found\"");
      assertThat(rig.bill().isZero()).isTrue();
    }
  }

  private static HttpRequest.Builder post(int port, String path, KeySecret key, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("authorization", "Bearer " + key.reveal())
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static String answer(String type, String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: "
        + type
        + "\r\nConnection: close\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }
}
