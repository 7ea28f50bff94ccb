package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Misbehaviour and exact figures, and what they cost. Questions count 4 tokens: 1 and their frame.
class OpenAiScriptTest {
  private static final String USAGE = "\"stream_options\":{\"include_usage\":true},";
  private static final String CHAT = Client.askChat("gpt-4o", "", "Hi");
  private static final String CHAT_STREAM = Client.stream(Client.askChat("gpt-4o", USAGE, "Hi"));
  private static final String RESPONSE = Client.askResponses("gpt-5", "", "Hi");
  private static final String RESPONSE_STREAM = Client.stream(RESPONSE);

  private SimulatedProvider provider = SimulatedProvider.start(SimulatorOptions.defaults());
  private Client client = new Client(provider.uri());

  @AfterEach
  void stop() {
    client.close();
    provider.close();
  }

  private void script(String steps) {
    stop();
    provider =
        SimulatedProvider.start(
            SimulatorOptions.defaults().withScript("{\"rules\":[{\"reply\":[" + steps + "]}]}"));
    client = new Client(provider.uri());
  }

  @ParameterizedTest
  @CsvSource({
    "400, , invalid_request_error,",
    "401, , invalid_request_error, invalid_api_key",
    "429, , requests, rate_limit_exceeded",
    "429, insufficient_quota, insufficient_quota, insufficient_quota",
    "500, , server_error,",
    "503, , server_error, server_is_overloaded"
  })
  void an_error_before_the_first_byte_is_in_shape_and_costs_nothing(
      int status, @Nullable String code, String type, @Nullable String told) throws Exception {
    String given = code == null ? "" : ",\"code\":\"" + code + "\"";
    script("{\"error\":{\"status\":%d,\"retry_after\":7%s}}".formatted(status, given));
    for (Client.Answer answer : List.of(client.chat(CHAT_STREAM), client.responses(RESPONSE))) {
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("retry-after")).isEqualTo("7");
      JsonNode error = answer.json().path("error");
      assertThat(error.path("type").asString()).isEqualTo(type);
      assertThat(error.path("code").asString(null)).isEqualTo(told);
    }
    assertThat(provider.bill().calls()).isZero();
  }

  @Test
  void an_error_in_the_middle_of_a_chat_charges_what_was_written() throws Exception {
    script("{\"text_tokens\":400},{\"error\":{\"status\":500,\"after_events\":10}}");
    Client.Answer answer = client.chat(CHAT_STREAM);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.events().getLast().path("error").path("type").asString())
        .isEqualTo("server_error");
    assertThat(answer.raw().body()).doesNotContain("[DONE]");
    // 4 × $2.50 of input, and some of 403 × $10
    assertThat(total()).isBetween(usd("0.00011"), usd("0.00100"));
  }

  @Test
  void a_response_that_fails_tells_its_usage_and_an_error_event_does_not() throws Exception {
    script(
        "{\"text_tokens\":400},{\"error\":{\"status\":503,\"after_events\":10,\"billed\":\"all\"}}");
    JsonNode last = client.responses(RESPONSE_STREAM).events().getLast();
    assertThat(last.path("type").asString()).isEqualTo("response.failed");
    assertThat(last.path("sequence_number").asInt()).isEqualTo(10);
    assertThat(last.path("response").path("error").path("code").asString())
        .isEqualTo("server_is_overloaded");
    assertThat(last.path("response").path("usage").path("output_tokens").asInt()).isEqualTo(403);
    // 4 × $1.25 + 403 × $10
    assertThat(total()).isEqualByComparingTo("0.004035");

    script(
        "{\"text_tokens\":400},{\"error\":{\"status\":500,\"after_events\":10,\"event\":\"error\"}}");
    last = client.responses(RESPONSE_STREAM).events().getLast();
    assertThat(last.path("type").asString()).isEqualTo("error");
    assertThat(last.propertyNames()).contains("code", "message", "param", "sequence_number");
    assertThat(total()).isPositive().isLessThan(usd("0.004035"));
  }

  @Test
  void a_cut_ends_the_connection_without_an_end_of_the_body() {
    script("{\"text_tokens\":400},{\"cut\":{\"after_events\":5}}");
    assertThatThrownBy(() -> client.chat(CHAT_STREAM)).isInstanceOf(IOException.class);
    // 4 × $2.50 + 403 × $10
    assertThat(total()).isEqualByComparingTo("0.00404");
    assertThatThrownBy(() -> client.responses(RESPONSE_STREAM)).isInstanceOf(IOException.class);
    // and 4 × $1.25 + 403 × $10
    assertThat(total()).isEqualByComparingTo("0.008075");
    assertThat(provider.bill().open()).isZero();
  }

  @Test
  void usage_can_be_missing_and_is_charged_nevertheless() throws Exception {
    script("{\"text_tokens\":97},{\"usage\":{\"last_delta\":\"absent\"}}");
    assertThat(client.chat(CHAT).json().has("usage")).isFalse();
    assertThat(client.chat(CHAT_STREAM).events())
        .noneMatch(chunk -> chunk.path("usage").isObject());
    JsonNode last = client.responses(RESPONSE_STREAM).events().getLast();
    assertThat(last.path("response").path("usage").isNull()).isTrue();
    // twice 4 × $2.50 + 100 × $10, once 4 × $1.25 + 100 × $10
    assertThat(total()).isEqualByComparingTo("0.003025");
  }

  @Test
  void cached_tokens_are_a_part_of_the_input_and_charged_at_their_own_rate() throws Exception {
    script("{\"usage\":{\"input_tokens\":1000,\"cache_read_tokens\":2048,\"output_tokens\":500}}");
    JsonNode chat = client.chat(Client.askChat("gpt-5-mini", "", "Hi")).json().path("usage");
    assertThat(chat.path("prompt_tokens").asInt()).isEqualTo(3048);
    assertThat(chat.path("prompt_tokens_details").path("cached_tokens").asInt()).isEqualTo(2048);
    // 1,000 × $0.25 + 2,048 × $0.025 + 500 × $2
    assertThat(total()).isEqualByComparingTo("0.0013012");

    script(
        "{\"usage\":{\"input_tokens\":1000,\"cache_write_5m_tokens\":2048,\"cache_read_tokens\":1024,"
            + "\"output_tokens\":10}}");
    JsonNode usage =
        client.responses(Client.askResponses("gpt-6-sol", "", "Hi")).json().path("usage");
    assertThat(usage.path("input_tokens").asInt()).isEqualTo(4072);
    JsonNode details = usage.path("input_tokens_details");
    assertThat(details.path("cached_tokens").asInt()).isEqualTo(1024);
    assertThat(details.path("cache_write_tokens").asInt()).isEqualTo(2048);
    // 1,000 × $2 + 2,048 × $2.50 + 1,024 × $0.20 + 10 × $10
    assertThat(total()).isEqualByComparingTo("0.0074248");
  }

  @Test
  void three_choices_are_charged_three_times_for_output_and_once_for_input() throws Exception {
    script("{\"text_tokens\":97}");
    String ask = Client.askChat("gpt-4o", "\"n\":3,", "Hi");
    assertThat(client.chat(ask).json().path("usage").path("completion_tokens").asInt())
        .isEqualTo(300);
    // 4 × $2.50 + 300 × $10
    assertThat(total()).isEqualByComparingTo("0.00301");
    client.chat(Client.stream(ask));
    assertThat(total()).isEqualByComparingTo("0.00602");
  }

  @Test
  void thought_is_output_that_nobody_sees() throws Exception {
    script("{\"reasoning_tokens\":300},{\"text_tokens\":97}");
    JsonNode usage = client.responses(RESPONSE).json().path("usage");
    assertThat(usage.path("output_tokens").asInt()).isEqualTo(400);
    assertThat(usage.path("output_tokens_details").path("reasoning_tokens").asInt()).isEqualTo(300);
    // 4 × $1.25 + 400 × $10
    assertThat(total()).isEqualByComparingTo("0.004005");
    JsonNode chat = client.chat(Client.askChat("gpt-5", "", "Hi")).json();
    assertThat(
            chat.path("usage").path("completion_tokens_details").path("reasoning_tokens").asInt())
        .isEqualTo(300);
    assertThat(total()).isEqualByComparingTo("0.00801");
  }

  @Test
  void an_answer_cut_at_its_limit_is_charged_to_the_limit() throws Exception {
    script("{\"reasoning_tokens\":10},{\"text_tokens\":500}");
    client.chat(Client.askChat("gpt-4o", "\"max_completion_tokens\":20,", "Hi"));
    // 4 × $2.50 + 20 × $10
    assertThat(total()).isEqualByComparingTo("0.00021");
    client.responses(
        Client.stream(Client.askResponses("gpt-5", "\"max_output_tokens\":40,", "Hi")));
    // and 4 × $1.25 + 40 × $10
    assertThat(total()).isEqualByComparingTo("0.000615");
  }

  @Test
  void an_answer_says_which_tier_served_it_and_is_charged_by_that() throws Exception {
    script("{\"usage\":{\"input_tokens\":1000,\"output_tokens\":100}}");
    String ask = Client.askResponses("gpt-5-mini", "\"service_tier\":\"%s\",", "Hi");
    assertThat(tier(ask.formatted("priority"))).isEqualTo("priority");
    // 1,000 × $0.50 + 100 × $4
    assertThat(total()).isEqualByComparingTo("0.0009");
    assertThat(tier(ask.formatted("flex"))).isEqualTo("flex");
    // and 1,000 × $0.125 + 100 × $1
    assertThat(total()).isEqualByComparingTo("0.001125");
    assertThat(tier(ask.formatted("auto"))).isEqualTo("default");
    // and 1,000 × $0.25 + 100 × $2
    assertThat(total()).isEqualByComparingTo("0.001575");

    script(
        "{\"usage\":{\"input_tokens\":1000,\"output_tokens\":100}},{\"service_tier\":\"default\"}");
    assertThat(tier(ask.formatted("priority"))).isEqualTo("default");
    assertThat(total()).isEqualByComparingTo("0.00045");
    assertThat(tier(Client.stream(ask.formatted("priority")))).isEqualTo("default");
  }

  @Test
  void a_task_can_order_thought_and_another_tier() throws Exception {
    stop();
    provider = SimulatedProvider.start(SimulatorOptions.defaults());
    client = new Client(provider.uri());
    String ask =
        """
        {"model":"gpt-5","service_tier":"priority","tools":[{"type":"function","name":"shell"}],
         "input":"SIMULATE: think 50\\nSIMULATE: tier default\\nSIMULATE: say Done."}
        """;
    JsonNode answer = client.responses(ask).json();
    assertThat(answer.path("service_tier").asString()).isEqualTo("default");
    JsonNode usage = answer.path("usage");
    assertThat(usage.path("output_tokens_details").path("reasoning_tokens").asInt()).isEqualTo(50);
    // "Done." and its frame
    assertThat(usage.path("output_tokens").asInt()).isEqualTo(50 + 2 + 3);
  }

  @Test
  void what_a_step_does_not_know_is_an_error() {
    assertThatThrownBy(
            () -> ScriptReader.read("{\"rules\":[{\"reply\":[{\"service_tier\":\"turbo\"}]}]}"))
        .hasMessageContaining("turbo");
    assertThatThrownBy(() ->
            ScriptReader.read(
                "{\"rules\":[{\"reply\":[{\"error\":{\"status\":500,\"event\":\"x\"}}]}]}"))
        .hasMessageContaining("response.failed or error");
  }

  private String tier(String ask) throws Exception {
    Client.Answer answer = client.responses(ask);
    JsonNode response =
        answer.header("content-type").startsWith("text/event-stream")
            ? answer.events().getLast().path("response")
            : answer.json();
    return response.path("service_tier").asString();
  }

  private BigDecimal total() {
    return provider.bill().total();
  }

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }
}
