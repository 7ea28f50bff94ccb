package dev.trafficcontrol.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ScriptTest {
  private static final String ASK = Client.ask("claude-opus-5-5", 4000, "please go");
  private static final String STREAM = Client.stream(ASK);

  private SimulatedProvider provider = SimulatedProvider.start(SimulatorOptions.defaults());
  private Client client = new Client(provider.uri());

  @AfterEach
  void stop() {
    client.close();
    provider.close();
  }

  /// Starts again with one rule that has these steps.
  private void script(String steps) {
    rules("[{\"reply\":[" + steps + "]}]");
  }

  private void rules(String rules) {
    stop();
    provider =
        SimulatedProvider.start(
            SimulatorOptions.defaults().withScript("{\"rules\":" + rules + "}"));
    client = new Client(provider.uri());
  }

  @Test
  void text_and_tool_calls_are_answered_as_written() throws Exception {
    script(
        """
        {"text":"I look."},{"tool_use":{"name":"Bash","input":{"command":"ls -la"}}}
        """);
    JsonNode whole = client.messages(ASK).json();
    assertThat(whole.path("stop_reason").asString()).isEqualTo("tool_use");
    assertThat(whole.path("content").path(0).path("text").asString()).isEqualTo("I look.");
    assertThat(whole.path("content").path(1).path("input").path("command").asString())
        .isEqualTo("ls -la");

    StringBuilder input = new StringBuilder();
    for (JsonNode event : client.messages(STREAM).events()) {
      input.append(event.path("delta").path("partial_json").asString(""));
    }
    assertThat(input.toString()).isEqualTo("{\"command\":\"ls -la\"}");
  }

  @Test
  void rules_are_chosen_by_model_text_and_call() throws Exception {
    rules(
        """
        [{"model":"claude-haiku-*","reply":[{"text":"haiku"}]},
         {"contains":"special","reply":[{"text":"special"}]},
         {"call":2,"reply":[{"text":"second"}]},
         {"calls":[2,3],"reply":[{"text":"later"}]}]
        """);
    assertThat(text(Client.ask("claude-haiku-4-5", 100, "special"))).isEqualTo("haiku");
    assertThat(text(Client.ask("claude-opus-5", 100, "a special case"))).isEqualTo("special");
    assertThat(text(ASK)).isNotIn("second", "later");
    assertThat(text(ASK)).isEqualTo("second");
    assertThat(text(ASK)).isEqualTo("later");
    assertThat(text(ASK)).isEqualTo("later");
    assertThat(text(ASK)).isNotIn("second", "later");
  }

  @Test
  void an_error_before_the_first_byte_is_in_shape_and_costs_nothing() throws Exception {
    script("{\"error\":{\"status\":429,\"retry_after\":7,\"message\":\"slow down\"}}");
    Client.Answer answer = client.messages(STREAM);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).isEqualTo("7");
    assertThat(answer.json().path("error").path("type").asString()).isEqualTo("rate_limit_error");
    assertThat(answer.json().path("error").path("message").asString()).isEqualTo("slow down");
    assertThat(provider.bill().calls()).isZero();
  }

  @Test
  void a_timeout_of_the_provider_is_charged_in_full_unless_the_script_says_otherwise()
      throws Exception {
    script(
        "{\"usage\":{\"input_tokens\":1000,\"output_tokens\":100}},{\"error\":{\"status\":504}}");
    assertThat(client.messages(ASK).status()).isEqualTo(504);
    assertThat(total()).isEqualByComparingTo("0.006");

    script("{\"error\":{\"status\":504,\"billed\":\"nothing\"}}");
    assertThat(client.messages(ASK).status()).isEqualTo(504);
    assertThat(total()).isZero();
  }

  @Test
  void an_error_in_mid_stream_is_an_event_and_charges_what_was_written() throws Exception {
    script("{\"text_tokens\":400},{\"error\":{\"status\":529,\"after_events\":10}}");
    Client.Answer answer = client.messages(STREAM);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.types()).hasSize(11).endsWith("error").doesNotContain("message_stop");
    long written = Tokenizer.count(answer.text());
    assertThat(written).isPositive().isLessThan(100);
    BigDecimal input = new BigDecimal("0.000004").multiply(BigDecimal.valueOf(inputTokens()));
    assertThat(total().subtract(input).divide(new BigDecimal("0.00002")).longValueExact())
        .isBetween(written - 3, written + 3);
  }

  @Test
  void a_cut_ends_the_connection_without_an_end_of_the_body() {
    script("{\"text_tokens\":400},{\"cut\":{\"after_events\":5}}");
    assertThatThrownBy(() -> client.messages(STREAM)).isInstanceOf(IOException.class);
    assertThat(provider.bill().open()).isZero();
    assertThat(total()).isGreaterThan(new BigDecimal("0.008"));

    script("{\"cut\":{\"billed\":\"nothing\"}}");
    assertThatThrownBy(() -> client.messages(STREAM)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> client.messages(ASK)).isInstanceOf(IOException.class);
    assertThat(total()).isZero();

    script("{\"text_tokens\":400},{\"cut\":{\"billed\":\"sent\"}}");
    assertThatThrownBy(() -> client.messages(STREAM)).isInstanceOf(IOException.class);
    assertThat(total()).isGreaterThan(new BigDecimal("0.008"));
  }

  @Test
  void a_cut_can_break_an_event_off() throws Exception {
    script("{\"text_tokens\":400},{\"cut\":{\"after_events\":2,\"bytes\":9}}");
    HttpRequest request =
        client
            .request("/v1/messages")
            .header("x-api-key", Client.KEY)
            .POST(HttpRequest.BodyPublishers.ofString(STREAM))
            .build();
    StringBuilder seen = new StringBuilder();
    try (InputStream body =
        client.http().send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
      assertThatThrownBy(
              () -> {
                for (int next = body.read(); next >= 0; next = body.read()) {
                  seen.append((char) next);
                }
              })
          .isInstanceOf(IOException.class);
    }
    // A reset may throw away what the client has not read yet: less can arrive, never more.
    assertThat(seen.toString()).doesNotContain("event: pin");
    String broken = seen.substring(Math.max(0, seen.lastIndexOf("\n\n")));
    assertThat("\n\nevent: pi").startsWith(broken);
  }

  @Test
  void a_foreign_shape_is_sent_as_it_is() throws Exception {
    script("{\"foreign\":{\"status\":502,\"body\":\"<html>no</html>\",\"billed\":\"all\"}}");
    Client.Answer answer = client.messages(STREAM);
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.header("content-type")).isEqualTo("text/html");
    assertThat(answer.raw().body()).isEqualTo("<html>no</html>");
    assertThat(total()).isPositive();
  }

  @Test
  void silence_keeps_the_stream_open_and_goes_on() throws Exception {
    script("{\"text\":\"a\"},{\"silence\":{\"ms\":300,\"after_events\":2}}");
    long start = System.nanoTime();
    assertThat(client.messages(STREAM).types()).endsWith("message_stop");
    assertThat(System.nanoTime() - start).isGreaterThan(290_000_000L);
  }

  @Test
  void figures_are_as_exact_as_the_script_says() throws Exception {
    script(
        """
        {"usage":{"input_tokens":1000,"cache_write_5m_tokens":2000,"cache_write_1h_tokens":3000,
                  "cache_read_tokens":4000,"output_tokens":500}}
        """);
    JsonNode usage = client.messages(ASK).json().path("usage");
    assertThat(usage.path("input_tokens").asInt()).isEqualTo(1000);
    assertThat(usage.path("cache_creation_input_tokens").asInt()).isEqualTo(5000);
    assertThat(usage.path("cache_read_input_tokens").asInt()).isEqualTo(4000);
    assertThat(usage.path("output_tokens").asInt()).isEqualTo(500);
    assertThat(total()).isEqualByComparingTo("0.0488");
  }

  @Test
  void input_can_be_revised_upward_and_the_last_delta_can_lack_usage() throws Exception {
    script(
        """
        {"usage":{"input_tokens":1000,"revised_input_tokens":3000,"output_tokens":100,"searches":1}}
        """);
    List<JsonNode> events = client.messages(STREAM).events();
    assertThat(events.getFirst().path("message").path("usage").path("input_tokens").asInt())
        .isEqualTo(1000);
    JsonNode last = events.get(events.size() - 2).path("usage");
    assertThat(last.path("input_tokens").asInt()).isEqualTo(3000);
    assertThat(last.path("server_tool_use").path("web_search_requests").asInt()).isEqualTo(1);
    assertThat(total()).isEqualByComparingTo("0.024");

    script("{\"usage\":{\"last_delta\":\"absent\",\"input_tokens\":0,\"output_tokens\":100}}");
    events = client.messages(STREAM).events();
    assertThat(events.get(events.size() - 2).has("usage")).isFalse();
    assertThat(total()).isEqualByComparingTo("0.002");
  }

  @Test
  void what_a_script_does_not_know_is_an_error() {
    assertThatThrownBy(() -> ScriptReader.read("{\"rules\":[{\"reply\":[{\"cutt\":{}}]}]}"))
        .hasMessageContaining("rule 1")
        .hasMessageContaining("cutt");
    assertThatThrownBy(
            () -> ScriptReader.read("{\"rules\":[{\"reply\":[{\"cut\":{\"after\":1}}]}]}"))
        .hasMessageContaining("after_events");
    assertThatThrownBy(() -> ScriptReader.read("{\"rules\":[{\"reply\":[]}]}"))
        .hasMessageContaining("no steps");
    assertThatThrownBy(() -> ScriptReader.read("{\"ruls\":[]}")).hasMessageContaining("ruls");
    assertThatThrownBy(() -> ScriptReader.read("{}")).hasMessageContaining("rules");
    assertThatThrownBy(() -> ScriptReader.read("nonsense")).hasMessageContaining("not JSON");
  }

  private String text(String ask) throws Exception {
    return client.messages(ask).json().path("content").path(0).path("text").asString();
  }

  private BigDecimal total() {
    return provider.bill().total();
  }

  private static long inputTokens() {
    return new RequestReader(PriceTable.own()).tokens(ASK.getBytes(UTF_8));
  }
}
