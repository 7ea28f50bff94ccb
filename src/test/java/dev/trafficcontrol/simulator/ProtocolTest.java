package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProtocolTest {
  private static SimulatedProvider provider;
  private static Client client;

  @BeforeAll
  static void start() {
    provider = SimulatedProvider.start(SimulatorOptions.defaults());
    client = new Client(provider.uri());
  }

  @AfterAll
  static void stop() {
    client.close();
    provider.close();
  }

  @Test
  void a_stream_has_the_provider_s_order_of_events() throws Exception {
    Client.Answer answer =
        client.messages(Client.stream(Client.ask("claude-sonnet-5-5", 4096, "Hello")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).startsWith("text/event-stream");
    assertThat(answer.header("request-id")).startsWith("req_");
    assertThat(String.join(" ", answer.types()))
        .matches(
            "message_start content_block_start ping (content_block_delta )+content_block_stop "
                + "message_delta message_stop");
    assertThat(answer.raw().body()).startsWith("event: message_start\ndata: {");
    JsonNode message = answer.events().getFirst().path("message");
    assertThat(message.path("id").asString()).startsWith("msg_");
    JsonNode usage = message.path("usage");
    assertThat(usage.propertyNames())
        .contains(
            "input_tokens",
            "cache_creation_input_tokens",
            "cache_read_input_tokens",
            "cache_creation",
            "output_tokens",
            "service_tier");
    assertThat(usage.path("cache_creation").propertyNames())
        .containsExactlyInAnyOrder("ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens");
  }

  @Test
  void the_whole_answer_says_what_the_stream_says() throws Exception {
    String ask = Client.ask("claude-opus-5-5", 4096, "The same question");
    Client.Answer streamed = client.messages(Client.stream(ask));
    JsonNode whole = client.messages(ask).json();

    assertThat(whole.path("content").path(0).path("text").asString()).isEqualTo(streamed.text());
    JsonNode last = streamed.events().get(streamed.events().size() - 2);
    assertThat(whole.path("usage").path("output_tokens"))
        .isEqualTo(last.path("usage").path("output_tokens"));
    assertThat(whole.path("stop_reason")).isEqualTo(last.path("delta").path("stop_reason"));
    assertThat(whole.path("type").asString()).isEqualTo("message");
  }

  @Test
  void max_tokens_is_never_passed_and_says_so() throws Exception {
    for (int most : new int[] {1, 2, 3, 4, 10}) {
      JsonNode answer = client.messages(Client.ask("claude-haiku-4-5", most, "Go on")).json();
      assertThat(answer.path("usage").path("output_tokens").asInt()).isEqualTo(most);
      assertThat(answer.path("stop_reason").asString()).isEqualTo("max_tokens");
    }
  }

  @Test
  void a_wrong_key_is_refused_in_the_provider_s_shape() throws Exception {
    String ask = Client.ask("claude-haiku-4-5", 10, "Hi");
    Client.Answer wrong =
        client.send(client.request("/v1/messages").header("x-api-key", "no"), "POST", ask);
    Client.Answer bearer =
        client.send(
            client.request("/v1/messages").header("authorization", "Bearer " + Client.KEY),
            "POST",
            ask);

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.json().path("type").asString()).isEqualTo("error");
    assertThat(wrong.json().path("error").path("type").asString())
        .isEqualTo("authentication_error");
    assertThat(wrong.json().path("request_id").asString()).isEqualTo(wrong.header("request-id"));
    assertThat(bearer.status()).isEqualTo(200);
  }

  @Test
  void what_can_not_be_read_is_refused_and_costs_nothing() throws Exception {
    long calls = provider.bill().calls();
    assertThat(client.messages("{").status()).isEqualTo(400);
    assertThat(client.messages("[]").status()).isEqualTo(400);
    assertThat(client.messages("{\"model\":\"claude-haiku-4-5\"}").status()).isEqualTo(400);
    assertThat(client.messages(Client.ask("claude-haiku-4-5", 0, "Hi")).status()).isEqualTo(400);
    assertThat(client.messages(Client.ask("claude-haiku-4-5", 64001, "Hi")).status())
        .isEqualTo(400);
    assertThat(client.messages(Client.ask("gpt-9", 10, "Hi")).status()).isEqualTo(404);
    assertThat(client.post("/v1/messages/batches", "{}").status()).isEqualTo(404);
    assertThat(provider.bill().calls()).isEqualTo(calls);
  }

  @Test
  void a_prompt_beyond_the_window_is_refused() throws Exception {
    String long200k = "word ".repeat(210_000);
    Client.Answer answer = client.messages(Client.ask("claude-haiku-4-5", 10, long200k));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").path("message").asString())
        .startsWith("prompt is too long: ");
  }

  @Test
  void counting_tokens_tells_what_a_call_would_say_and_is_free() throws Exception {
    String ask = Client.ask("claude-sonnet-5-5", 10, "How many tokens are these?");
    long calls = provider.bill().calls();
    JsonNode counted = client.post("/v1/messages/count_tokens", ask).json();
    assertThat(provider.bill().calls()).isEqualTo(calls);
    assertThat(client.messages(ask).json().path("usage").path("input_tokens"))
        .isEqualTo(counted.path("input_tokens"));
  }

  @Test
  void models_are_listed_and_probes_answered() throws Exception {
    JsonNode models = client.get("/v1/models").json();
    assertThat(models.path("data").valueStream().map(model -> model.path("id").asString()))
        .contains("claude-opus-5-5", "claude-haiku-5-5");
    assertThat(client.get("/v1/models/claude-opus-5-5-20260801").status()).isEqualTo(200);
    assertThat(client.send(client.request("/"), "HEAD", "").status()).isEqualTo(200);
  }
}
