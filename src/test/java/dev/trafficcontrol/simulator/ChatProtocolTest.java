package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChatProtocolTest {
  private static final String USAGE = "\"stream_options\":{\"include_usage\":true},";

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
  void a_stream_goes_from_the_role_over_the_words_to_the_reason_and_is_done() throws Exception {
    Client.Answer answer =
        client.chat(Client.stream(Client.askChat("gpt-4o", "\"max_completion_tokens\":40,", "Hi")));

    assertThat(answer.header("content-type")).startsWith("text/event-stream");
    assertThat(answer.raw().body()).startsWith("data: {").endsWith("data: [DONE]\n\n");
    List<JsonNode> chunks = answer.events();
    assertThat(delta(chunks.getFirst()).path("role").asString()).isEqualTo("assistant");
    assertThat(chunks.subList(1, chunks.size() - 1))
        .isNotEmpty()
        .allSatisfy(chunk -> assertThat(delta(chunk).path("content").asString("")).isNotEmpty());
    assertThat(chunks.getLast().path("choices").path(0).path("finish_reason").asString())
        .isEqualTo("length");
    assertThat(chunks).noneMatch(chunk -> chunk.has("usage"));
  }

  @Test
  void usage_comes_last_and_only_where_it_is_asked_for() throws Exception {
    List<JsonNode> chunks =
        client.chat(Client.stream(Client.askChat("gpt-4o", USAGE, "Hi"))).events();

    JsonNode last = chunks.getLast();
    assertThat(last.path("choices").isEmpty()).isTrue();
    assertThat(last.path("usage").path("prompt_tokens").asInt()).isEqualTo(4);
    assertThat(chunks.subList(0, chunks.size() - 1))
        .allMatch(chunk -> chunk.path("usage").isNull());
  }

  @Test
  void the_whole_answer_says_what_the_stream_says() throws Exception {
    String ask = Client.askChat("gpt-5.1", "\"reasoning_effort\":\"high\",", "The same");
    JsonNode whole = client.chat(ask).json();
    List<JsonNode> chunks =
        client.chat(Client.stream(ask.replaceFirst("\\{", "{" + USAGE))).events();

    StringBuilder text = new StringBuilder();
    chunks.forEach(chunk -> text.append(delta(chunk).path("content").asString("")));
    assertThat(whole.path("choices").path(0).path("message").path("content").asString())
        .isEqualTo(text.toString());
    assertThat(chunks.getLast().path("usage")).isEqualTo(whole.path("usage"));
    JsonNode usage = whole.path("usage");
    assertThat(usage.path("completion_tokens_details").path("reasoning_tokens").asLong())
        .isPositive()
        .isLessThan(usage.path("completion_tokens").asLong());
    assertThat(usage.path("total_tokens").asLong())
        .isEqualTo(usage.path("prompt_tokens").asLong() + usage.path("completion_tokens").asLong());
  }

  @Test
  void each_of_several_choices_is_written_and_ended() throws Exception {
    String ask = Client.askChat("gpt-4o", "\"n\":3,\"max_tokens\":9,", "Hi");
    JsonNode whole = client.chat(ask).json();
    assertThat(whole.path("choices").size()).isEqualTo(3);
    assertThat(whole.path("usage").path("completion_tokens").asInt()).isEqualTo(27);

    List<JsonNode> chunks = client.chat(Client.stream(ask)).events();
    // a client that sees all known choices end takes the stream for ended
    assertThat(chunks.subList(0, 3)).extracting(ChatProtocolTest::index).containsExactly(0, 1, 2);
    assertThat(
            chunks.stream()
                .filter(chunk -> chunk.path("choices").path(0).path("finish_reason").isString())
                .map(ChatProtocolTest::index))
        .containsExactly(0, 1, 2);
  }

  @Test
  void a_tool_is_called_in_pieces_that_make_up_its_arguments() throws Exception {
    String ask =
        """
        {"model":"gpt-4o","messages":[{"role":"user","content":"SIMULATE: bash {\\"command\\":\\"ls -la\\"}"}],
         "tools":[{"type":"function","function":{"name":"bash"}}]}
        """;
    JsonNode message = client.chat(ask).json().path("choices").path(0);
    JsonNode call = message.path("message").path("tool_calls").path(0);
    assertThat(message.path("finish_reason").asString()).isEqualTo("tool_calls");
    assertThat(call.path("function").path("arguments").asString())
        .isEqualTo("{\"command\":\"ls -la\"}");

    StringBuilder arguments = new StringBuilder();
    for (JsonNode chunk : client.chat(Client.stream(ask)).events()) {
      JsonNode part = delta(chunk).path("tool_calls").path(0);
      arguments.append(part.path("function").path("arguments").asString(""));
    }
    assertThat(arguments.toString()).isEqualTo(call.path("function").path("arguments").asString());
    assertThat(call.path("id").asString()).startsWith("call_");
  }

  @Test
  void an_answer_counts_the_same_when_it_comes_back() throws Exception {
    JsonNode first = client.chat(Client.askChat("gpt-4o", "\"max_tokens\":900,", "Tell me")).json();
    String said = first.path("choices").path(0).path("message").path("content").asString();
    String next =
        """
        {"model":"gpt-4o","max_tokens":5,"messages":[{"role":"user","content":"Tell me"},
         {"role":"assistant","content":"%s"},{"role":"user","content":"More"}]}
        """
            .formatted(said);
    long before = first.path("usage").path("total_tokens").asLong();
    // "More" and its frame
    assertThat(client.chat(next).json().path("usage").path("prompt_tokens").asLong())
        .isEqualTo(before + 4);
  }

  @Test
  void fields_it_does_not_know_and_nulls_are_ignored() throws Exception {
    String fields =
        """
        "service_tier":null,"n":null,"stop":null,"tools":null,"store":true,"logit_bias":{},"new":7,
        "stream_options":{"include_obfuscation":false},"stream":true,\
        """;
    assertThat(client.chat(Client.askChat("gpt-4o", fields, "Hi")).status()).isEqualTo(200);
  }

  private static int index(JsonNode chunk) {
    return chunk.path("choices").path(0).path("index").asInt();
  }

  private static JsonNode delta(JsonNode chunk) {
    return chunk.path("choices").path(0).path("delta");
  }
}
