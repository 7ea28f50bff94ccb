package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.http.GatewayListener;
import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A key may not do what its rules forbid, whatever its money would cover.
final class RuledKeysTest {

  private static final String COUNT = "/v1/messages/count_tokens";
  private static final String HAIKU = GatewayRig.ask("claude-haiku-4-5", 10, false, "hello");

  private final GatewayRig rig = new GatewayRig(SimulatorOptions.defaults());

  /// Stands still where no test moves it, near enough to the ledger's for a call to be held for.
  private volatile Instant clock = InstantSource.system().instant();

  private final GatewayListener timed =
      rig.listen(rig.provider.uri(), GatewaySettings.DEFAULT, () -> clock);

  @AfterEach
  void close() {
    timed.close();
    rig.close();
  }

  private KeySecret forModels(String... models) {
    return rig.key("5", new KeyRules(List.of(models), null, null));
  }

  private KeySecret upTo(long maxTokens) {
    return rig.key("5", new KeyRules(null, maxTokens, null));
  }

  private KeySecret perMinute(int calls) {
    return rig.key("5", new KeyRules(null, null, calls));
  }

  /// To the gateway whose time is the test's.
  private HttpResponse<String> timed(String method, String path, KeySecret key, String body) {
    return rig.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + timed.port() + path))
            .header("x-api-key", key.reveal())
            .header("anthropic-version", "2023-06-01")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  /// One that costs nothing.
  private int call(KeySecret key) {
    return timed("POST", COUNT, key, HAIKU).statusCode();
  }

  private String retryAfter(KeySecret key) {
    HttpResponse<String> refused = timed("POST", COUNT, key, HAIKU);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
    assertThat(refused.body()).contains("rate_limit_error", "calls a minute", key.id());
    return refused.headers().firstValue("retry-after").orElse("");
  }

  private void pass(long millis) {
    clock = clock.plusMillis(millis);
  }

  @Test
  void a_model_that_the_key_is_not_for_is_refused_and_the_others_are_named() {
    HttpResponse<String> refused =
        rig.messages(
            forModels("claude-haiku-4-5", "claude-sonnet-5-5"),
            GatewayRig.ask("claude-opus-5-5", 10, true, "x"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("x-should-retry")).hasValue("false");
    assertThat(refused.body())
        .contains(
            "permission_error",
            "claude-opus-5-5",
            "it may use claude-haiku-4-5, claude-sonnet-5-5\"");
    assertThat(rig.bill()).isEqualTo(Money.ZERO);
    assertThat(rig.spent()).isEqualTo(Money.ZERO);
  }

  @Test
  void a_refusal_is_said_in_the_shape_of_openai_where_that_is_spoken() {
    HttpResponse<String> refused =
        rig.send(
            rig.request(
                "/v1/chat/completions",
                forModels("gpt-5"),
                "{\"model\":\"gpt-5-mini\",\"messages\":[]}"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("\"code\":\"permission_denied\"", "may not use the model `gpt-5-mini`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-opus-4-5", "claude-opus-4-5-20251101"})
  void a_model_is_the_same_by_its_date(String name) {
    String ask = GatewayRig.ask(name, 10, false, "x");
    assertThat(rig.messages(forModels("claude-opus-4-5"), ask).statusCode()).isEqualTo(200);
    assertThat(rig.messages(forModels("claude-opus-5"), ask).statusCode()).isEqualTo(403);
    rig.assertBillIsBook();
  }

  @Test
  void an_answer_longer_than_the_key_allows_is_refused_with_both_numbers() {
    KeySecret key = upTo(100);
    HttpResponse<String> refused =
        rig.messages(key, GatewayRig.ask("claude-haiku-4-5", 101, false, "x"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("invalid_request_error", "100 tokens at most", "up to 101", "max_tokens");
    assertThat(rig.spent()).isEqualTo(Money.ZERO);
    assertThat(rig.messages(key, GatewayRig.ask("claude-haiku-4-5", 100, false, "x")).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, max_completion_tokens, messages",
    "/v1/responses, max_output_tokens, input"
  })
  void an_answer_without_a_limit_gets_the_keys(String path, String field, String prompt) {
    String asked = "\"model\":\"gpt-5\",\"" + prompt + "\":[]}";
    try (RawUpstream upstream = new RawUpstream("HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n");
        var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
      rig.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path))
              .header("authorization", "Bearer " + upTo(500).reveal())
              .POST(HttpRequest.BodyPublishers.ofString("{" + asked)));
      assertThat(upstream.seen.getFirst().body()).isEqualTo("{\"" + field + "\":500," + asked);
    }
  }

  @Test
  void of_several_answers_each_may_be_as_long_as_the_key_allows() {
    String three =
        "{\"model\":\"gpt-5-mini\",\"n\":3,\"max_completion_tokens\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    KeySecret key = upTo(50);
    assertThat(rig.send(rig.request("/v1/chat/completions", key, three.formatted(50))).statusCode())
        .isEqualTo(200);
    assertThat(rig.send(rig.request("/v1/chat/completions", key, three.formatted(51))).body())
        .contains("50 tokens at most", "max_completion_tokens");
  }

  @Test
  void a_key_makes_as_many_calls_a_minute_as_it_may_and_is_told_when_the_next_one_goes() {
    KeySecret key = perMinute(2);
    assertThat(call(key)).isEqualTo(200);
    pass(20_500);
    assertThat(call(key)).isEqualTo(200);
    assertThat(retryAfter(key)).isEqualTo("40");
    assertThat(call(rig.key("5"))).as("another key").isEqualTo(200);

    pass(39_499);
    assertThat(retryAfter(key)).isEqualTo("1");
    pass(1);
    assertThat(call(key)).as("what was refused did not count").isEqualTo(200);
    assertThat(retryAfter(key)).as("no burst at the border of a minute").isEqualTo("21");
  }

  @Test
  void all_calls_count_together_free_ones_too_for_they_take_from_the_providers_limits() {
    KeySecret key = perMinute(3);
    assertThat(timed("GET", "/v1/models", key, "").statusCode()).isEqualTo(200);
    assertThat(timed("POST", COUNT, key, HAIKU).statusCode()).isEqualTo(200);
    assertThat(timed("POST", "/v1/messages", key, HAIKU).statusCode()).isEqualTo(200);
    assertThat(timed("POST", "/v1/messages", key, HAIKU).statusCode()).isEqualTo(429);
    assertThat(timed("POST", COUNT, key, HAIKU).statusCode()).isEqualTo(429);
    assertThat(timed("GET", "/v1/models", key, "").statusCode()).isEqualTo(429);
    rig.assertBillIsBook();
  }

  @Test
  void calls_of_before_a_clock_was_set_back_hold_nobody_up() {
    KeySecret key = perMinute(1);
    assertThat(call(key)).isEqualTo(200);
    pass(-3_600_000);
    assertThat(call(key)).isEqualTo(200);
    assertThat(retryAfter(key)).isEqualTo("60");
  }

  @Test
  void F34_a_key_opens_nothing_from_the_instant_at_which_it_expires() {
    KeySecret key = rig.key("5", clock.plusSeconds(60), null);
    pass(59_999);
    assertThat(call(key)).isEqualTo(200);
    pass(1);
    assertThat(call(key)).isEqualTo(401);
  }

  @Test
  void the_keys_of_runs_have_no_rules() {
    KeySecret run = rig.run(1);
    assertThat(rig.ledger.key(run.id()).orElseThrow().rules()).isNull();
  }
}
