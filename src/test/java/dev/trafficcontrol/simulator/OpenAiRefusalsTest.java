package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OpenAiRefusalsTest {
  private final SimulatedProvider provider = SimulatedProvider.start(SimulatorOptions.defaults());
  private final Client client = new Client(provider.uri());

  @AfterEach
  void stop() {
    assertThat(provider.bill().calls()).as("a refusal costs nothing").isZero();
    client.close();
    provider.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                                                               | 400 |
          []                                                              | 400 |
          {"messages":[]}                                                 | 400 |
          {"model":"gpt-4o"}                                              | 400 | missing_required_parameter
          {"model":"gpt-9","messages":[{"role":"user","content":"x"}]}    | 404 | model_not_found
          {"model":"claude-opus-5-5","messages":[{"role":"user","content":"x"}]} | 404 | model_not_found
          {"model":"gpt-4o","messages":[{"role":"nobody","content":"x"}]} | 400 | invalid_value
          {"model":"gpt-4o","max_tokens":0,MESSAGES}                      | 400 | integer_below_min_value
          {"model":"gpt-4o","max_tokens":16385,MESSAGES}                  | 400 | integer_above_max_value
          {"model":"gpt-4o","max_tokens":"many",MESSAGES}                 | 400 | invalid_type
          {"model":"gpt-5","max_tokens":10,MESSAGES}                      | 400 | unsupported_parameter
          {"model":"gpt-4o","n":0,MESSAGES}                               | 400 | integer_below_min_value
          {"model":"gpt-4o","n":129,MESSAGES}                             | 400 | integer_above_max_value
          {"model":"gpt-4o","service_tier":"turbo",MESSAGES}              | 400 | invalid_value
          {"model":"gpt-4o","service_tier":"flex",MESSAGES}               | 400 | invalid_value
          {"model":"gpt-4o","stream_options":{"include_usage":true},MESSAGES} | 400 |
          """)
  void a_bad_chat_is_refused_by_a_code(String body, int status, @Nullable String code)
      throws Exception {
    String messages = "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";
    expect(client.chat(body.replace("MESSAGES", messages)), status, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"model":"gpt-5"}                                           | 400 | missing_required_parameter
          {"model":"gpt-9","input":"x"}                               | 404 | model_not_found
          {"model":"gpt-5","input":"x","max_output_tokens":15}        | 400 | integer_below_min_value
          {"model":"gpt-5","input":"x","max_output_tokens":128001}    | 400 | integer_above_max_value
          {"model":"gpt-5","input":[{"role":"tool","content":"x"}]}   | 400 | invalid_value
          {"model":"gpt-5","input":"x","previous_response_id":"resp"} | 400 | previous_response_not_found
          {"model":"gpt-5","input":"x","background":true}             | 400 | unsupported_parameter
          {"model":"gpt-5","input":"x","conversation":"conv_1"}       | 400 | unsupported_parameter
          {"model":"gpt-5-nano","input":"x","service_tier":"priority"} | 400 | invalid_value
          """)
  void a_bad_response_is_refused_by_a_code(String body, int status, @Nullable String code)
      throws Exception {
    expect(client.responses(body), status, code);
  }

  @Test
  void a_prompt_beyond_the_window_is_refused_and_says_so() throws Exception {
    String text = "word ".repeat(130_000);
    expect(client.chat(Client.askChat("gpt-4o", "", text)), 400, "context_length_exceeded");
    expect(
        client.responses(Client.askResponses("gpt-4o", "", text)), 400, "context_length_exceeded");
  }

  @Test
  void only_a_bearer_with_the_key_is_let_in() throws Exception {
    String ask = Client.askChat("gpt-4o", "", "x");
    Client.Answer wrong =
        client.send(
            client.request("/v1/chat/completions").header("authorization", "Bearer no"),
            "POST",
            ask);
    expect(wrong, 401, "invalid_api_key");
    expect(client.post("/v1/chat/completions", ask), 401, "invalid_api_key");
    assertThat(wrong.header("x-request-id")).startsWith("req_");
  }

  @Test
  void what_is_not_there_is_refused_in_shape() throws Exception {
    expect(client.openAi("/v1/embeddings", "{}"), 404, null);
    expect(client.openAi("/v1/responses/compact", "{}"), 404, null);
  }

  @Test
  void each_protocol_lists_its_own_models() throws Exception {
    JsonNode openAi = client.send(client.bearer("/v1/models"), "GET", "").json();
    assertThat(openAi.path("object").asString()).isEqualTo("list");
    assertThat(openAi.path("data").valueStream().map(model -> model.path("id").asString()))
        .contains("gpt-6-sol", "o3")
        .noneMatch(id -> id.startsWith("claude-"));
    JsonNode anthropic =
        client
            .send(client.bearer("/v1/models").header("anthropic-version", "2023-06-01"), "GET", "")
            .json();
    assertThat(anthropic.path("data").valueStream().map(model -> model.path("id").asString()))
        .contains("claude-opus-5-5")
        .allMatch(id -> id.startsWith("claude-"));
    assertThat(client.messages(Client.ask("gpt-4o", 10, "Hi")).status()).isEqualTo(404);
  }

  private static void expect(Client.Answer answer, int status, @Nullable String code) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
    JsonNode error = answer.json().path("error");
    assertThat(error.propertyNames()).containsExactlyInAnyOrder("message", "type", "param", "code");
    assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
    assertThat(error.path("code").asString(null)).isEqualTo(code);
    assertThat(error.path("message").asString()).isNotBlank();
  }
}
