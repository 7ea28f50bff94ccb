package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResponsesProtocolTest {
  private static final String NO_THOUGHT = "\"reasoning\":{\"effort\":\"none\"},";

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
  void a_stream_has_the_provider_s_order_of_numbered_events() throws Exception {
    Client.Answer answer =
        client.responses(Client.stream(Client.askResponses("gpt-5", "", "Hello")));

    assertThat(String.join(" ", answer.types()).replace("response.", ""))
        .matches(
            "created in_progress output_item.added output_item.done output_item.added"
                + " content_part.added (output_text.delta )+output_text.done content_part.done"
                + " output_item.done completed");
    assertThat(answer.raw().body()).startsWith("event: response.created\ndata: {");
    List<JsonNode> events = answer.events();
    for (int number = 0; number < events.size(); number++) {
      assertThat(events.get(number).path("sequence_number").asInt()).isEqualTo(number);
    }
    assertThat(events.getFirst().path("response").path("usage").isNull()).isTrue();
  }

  @Test
  void the_whole_answer_says_what_the_stream_says() throws Exception {
    String ask = Client.askResponses("gpt-5.2", "", "The same question");
    JsonNode whole = client.responses(ask).json();
    Client.Answer streamed = client.responses(Client.stream(ask));
    JsonNode last = streamed.events().getLast().path("response");

    assertThat(last.path("usage")).isEqualTo(whole.path("usage"));
    assertThat(last.path("status").asString()).isEqualTo("completed");
    assertThat(text(last)).isEqualTo(text(whole)).isEqualTo(deltas(streamed));
    JsonNode usage = whole.path("usage");
    assertThat(usage.path("output_tokens_details").path("reasoning_tokens").asLong())
        .isPositive()
        .isLessThan(usage.path("output_tokens").asLong());
    assertThat(usage.path("input_tokens_details").propertyNames())
        .containsExactlyInAnyOrder("cached_tokens", "cache_write_tokens");
  }

  @Test
  void an_answer_that_is_cut_short_is_incomplete_and_says_why() throws Exception {
    String ask = Client.askResponses("gpt-5", NO_THOUGHT + "\"max_output_tokens\":16,", "Hi");
    JsonNode whole = client.responses(ask).json();
    assertThat(whole.path("status").asString()).isEqualTo("incomplete");
    assertThat(whole.path("incomplete_details").path("reason").asString())
        .isEqualTo("max_output_tokens");
    assertThat(whole.path("usage").path("output_tokens").asInt()).isEqualTo(16);
    assertThat(client.responses(Client.stream(ask)).types()).endsWith("response.incomplete");
  }

  @Test
  void a_function_is_called_in_pieces_and_its_output_leads_to_the_next_turn() throws Exception {
    String user =
        "{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":"
            + "\"SIMULATE: shell {\\\"command\\\":\\\"ls\\\"}\\nSIMULATE: say Done.\"}]}";
    String ask =
        "{\"model\":\"gpt-5.3-codex\",\"store\":false,\"tools\":[{\"type\":\"function\",\"name\":\"shell\"}],"
            + "\"instructions\":\"Be brief.\",\"input\":[%s]}";
    Client.Answer streamed = client.responses(Client.stream(ask.formatted(user)));
    JsonNode call = item(streamed.events().getLast().path("response"), "function_call");

    assertThat(call.path("arguments").asString()).isEqualTo("{\"command\":\"ls\"}");
    assertThat(
            streamed.events().stream()
                .filter(event -> isType(event, "response.function_call_arguments.delta"))
                .map(event -> event.path("delta").asString()))
        .containsExactly("{\"command\":\"ls\"}");
    assertThat(streamed.types()).contains("response.function_call_arguments.done");

    String output =
        "{\"type\":\"function_call_output\",\"call_id\":%s,\"output\":\"a.txt\"}"
            .formatted(call.path("call_id"));
    JsonNode next = client.responses(ask.formatted(user + "," + call + "," + output)).json();
    assertThat(text(next)).isEqualTo("Done.");
  }

  @Test
  void a_custom_tool_is_given_its_text() throws Exception {
    String ask =
        "{\"model\":\"gpt-5\",\"tools\":[{\"type\":\"custom\",\"name\":\"apply_patch\"}],"
            + "\"input\":\"SIMULATE: apply_patch {\\\"input\\\":\\\"*** Begin Patch\\\"}\"}";
    Client.Answer answer = client.responses(Client.stream(ask));
    assertThat(
            item(answer.events().getLast().path("response"), "custom_tool_call")
                .path("input")
                .asString())
        .isEqualTo("*** Begin Patch");
    assertThat(answer.types()).contains("response.custom_tool_call_input.done");
  }

  @Test
  void a_previous_response_is_charged_again_with_everything_before_it() throws Exception {
    JsonNode first = client.responses(Client.askResponses("gpt-5", "", "Tell me")).json();
    String next = "\"previous_response_id\":\"%s\",";
    JsonNode second =
        client
            .responses(
                Client.askResponses("gpt-5", next.formatted(first.path("id").asString()), "More"))
            .json();
    JsonNode third =
        client
            .responses(
                Client.askResponses("gpt-5", next.formatted(second.path("id").asString()), "More"))
            .json();

    // "More" and its frame
    assertThat(inputOf(second)).isEqualTo(totalOf(first) + 4);
    assertThat(inputOf(third)).isEqualTo(totalOf(second) + 4);
  }

  @Test
  void what_was_not_to_be_stored_can_not_be_gone_on_from() throws Exception {
    JsonNode first =
        client.responses(Client.askResponses("gpt-5", "\"store\":false,", "Tell me")).json();
    String next = "\"previous_response_id\":\"" + first.path("id").asString() + "\",";
    Client.Answer refused = client.responses(Client.askResponses("gpt-5", next, "More"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").path("code").asString())
        .isEqualTo("previous_response_not_found");
  }

  @Test
  void thought_is_shown_only_where_asked_for_and_counts_the_same_when_it_comes_back()
      throws Exception {
    String include = "\"include\":[\"reasoning.encrypted_content\"],\"store\":false,";
    JsonNode first = client.responses(Client.askResponses("gpt-5", include, "Think")).json();
    JsonNode without = client.responses(Client.askResponses("gpt-5", "", "Think")).json();
    assertThat(item(first, "reasoning").path("encrypted_content").asString()).isNotBlank();
    assertThat(item(without, "reasoning").has("encrypted_content")).isFalse();

    String next =
        "{\"model\":\"gpt-5\",\"input\":[{\"role\":\"user\",\"content\":\"Think\"},%s,%s]}"
            .formatted(item(first, "reasoning"), item(first, "message"));
    assertThat(inputOf(client.responses(next).json())).isEqualTo(totalOf(first));
  }

  @Test
  void what_the_request_said_is_repeated_and_nulls_are_ignored() throws Exception {
    String fields =
        """
        "instructions":"Be brief.","parallel_tool_calls":false,"prompt_cache_key":"k","text":null,
        "store":null,"service_tier":null,"reasoning":null,"tools":null,"include":null,"new":1,\
        """;
    JsonNode answer = client.responses(Client.askResponses("gpt-4.1", fields, "Hi")).json();
    assertThat(answer.path("instructions").asString()).isEqualTo("Be brief.");
    assertThat(answer.path("parallel_tool_calls").asBoolean(true)).isFalse();
    assertThat(answer.path("prompt_cache_key").asString()).isEqualTo("k");
    assertThat(answer.path("service_tier").asString()).isEqualTo("default");
    // "Be brief." and "Hi", with a frame each
    assertThat(inputOf(answer)).isEqualTo(4 + 3 + 1 + 3);
  }

  private static boolean isType(JsonNode event, String type) {
    return event.path("type").asString("").equals(type);
  }

  private static JsonNode item(JsonNode response, String type) {
    return response
        .path("output")
        .valueStream()
        .filter(item -> isType(item, type))
        .findFirst()
        .orElseThrow();
  }

  private static String text(JsonNode response) {
    return item(response, "message").path("content").path(0).path("text").asString();
  }

  private static String deltas(Client.Answer answer) {
    StringBuilder text = new StringBuilder();
    for (JsonNode event : answer.events()) {
      text.append(event.path("delta").asString(""));
    }
    return text.toString();
  }

  private static long inputOf(JsonNode response) {
    return response.path("usage").path("input_tokens").asLong();
  }

  private static long totalOf(JsonNode response) {
    return response.path("usage").path("total_tokens").asLong();
  }
}
