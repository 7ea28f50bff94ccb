package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.pricing.InputBound;
import dev.trafficcontrol.pricing.Speed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a request in OpenAI's protocol may cost is read from it, and what can't be bounded never
/// gets to a price.
final class OpenAiReadingTest {

  private static final String CHAT =
      "\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  private static final String RESPONSE = "\"model\":\"gpt-5\",\"input\":\"hi\"";

  @Test
  void a_plain_chat_is_understood() {
    PaidRequest request =
        chat("{" + CHAT + ",\"n\":3,\"max_completion_tokens\":100,\"service_tier\":\"flex\"}");

    assertThat(request.model()).isEqualTo("gpt-5");
    assertThat(request.output()).isEqualTo(new PaidRequest.Output(100, 3, 0));
    assertThat(request.delivery()).isEqualTo(Delivery.WHOLE);
    assertThat(request.modifiers().speed()).isEqualTo(Speed.FLEX);
    assertThat(request.inputBound()).isBetween(2L, 200L);
    assertThat(request.isMemorable()).as("three answers are no turn").isFalse();
  }

  @Test
  void a_plain_response_is_understood() {
    PaidRequest request =
        response(
            """
            {"model":"gpt-5","instructions":"be brief","max_output_tokens":100,"stream":true,"store":false,
            "include":["reasoning.encrypted_content"],"reasoning":{"effort":"low"},"parallel_tool_calls":true,
            "tools":[{"type":"function","name":"f","parameters":{}},{"type":"custom","name":"c"}],
            "input":[{"role":"user","content":[{"type":"input_text","text":"hi"}]},
            {"type":"function_call","call_id":"1","name":"f","arguments":"{}"},
            {"type":"function_call_output","call_id":"1","output":"done"},
            {"type":"reasoning","id":"r","summary":[],"encrypted_content":"abcd"}]}
            """);

    assertThat(request.output()).isEqualTo(new PaidRequest.Output(100, 1, 0));
    assertThat(request.delivery()).isEqualTo(Delivery.STREAM);
    assertThat(request.modifiers().speed()).as("nobody said").isEqualTo(Speed.UNSTATED);
    assertThat(request.inputBound()).isBetween(100L, 4_000L);
    assertThat(request.isMemorable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"model\":\"gpt-5-nano\"",
        "\"m\\u006fdel\":\"gpt-5-nano\"",
        "\"service_tier\":\"scale\"",
        "\"service_tier\":\"ultrafast\"",
        "\"max_completion_tokens\":0",
        "\"max_tokens\":5,\"max_completion_tokens\":5",
        "\"n\":0",
        "\"n\":129",
        "\"n\":1e1",
        "\"modalities\":[\"text\",\"audio\"]",
        "\"audio\":{\"voice\":\"alloy\"}",
        "\"web_search_options\":{}",
        "\"plugins\":[{\"id\":\"web\"}]",
        "\"models\":[\"a\",\"b\"]",
        "\"stream\":\"yes\"",
        "\"stream_options\":{\"include_everything\":true}",
        "\"tools\":[{\"type\":\"web_search\"}]",
        "\"tools\":[{\"googleSearch\":{}}]",
        "\"tools\":[{\"type\":null,\"name\":\"f\"}]",
        "\"functions\":[{\"type\":\"web_search\",\"name\":\"f\"}]"
      })
  void F35_a_chat_that_can_not_be_bounded_is_refused(String field) {
    assertThat(Endpoint.CHAT_COMPLETIONS.read(body("{" + CHAT + "," + field + "}"), Headers.NONE))
        .isInstanceOf(Reading.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"input\":\"twice\"",
        "\"background\":true",
        "\"prompt\":{\"id\":\"pmpt_1\"}",
        "\"context_management\":[{\"type\":\"compaction\"}]",
        "\"max_output_tokens\":0",
        "\"reasoning\":{\"effort\":\"low\",\"samples\":8}",
        "\"tools\":[{\"type\":\"web_search\"}]",
        "\"tools\":[{\"type\":\"web_search\"}],\"max_tool_calls\":101",
        "\"tools\":[{\"type\":\"web_search_preview\"}],\"max_tool_calls\":1",
        "\"tools\":[{\"type\":\"file_search\"}],\"max_tool_calls\":1",
        "\"tools\":[{\"type\":\"code_interpreter\"}],\"max_tool_calls\":1",
        "\"tools\":[{\"type\":\"mcp\"}],\"max_tool_calls\":1",
        "\"tools\":[{\"type\":\"image_generation\"}]",
        "\"tools\":[{\"name\":\"no type\"}]",
        "\"tools\":[{\"type\":\"namespace\",\"name\":\"n\",\"tools\":[{\"type\":\"mcp\",\"server_label\":\"s\"}]}]",
        "\"tools\":[{\"type\":\"namespace\",\"name\":\"n\",\"tools\":[{\"name\":\"no type\"}]}]",
        "\"service_tier\":\"scale\"",
        "\"something_new\":1"
      })
  void F35_a_response_that_can_not_be_bounded_is_refused(String field) {
    assertThat(Endpoint.RESPONSES.read(body("{" + RESPONSE + "," + field + "}"), Headers.NONE))
        .isInstanceOf(Reading.Refused.class);
  }

  @Test
  void searches_of_a_response_are_bounded_by_its_limit_of_calls() {
    PaidRequest request =
        response("{" + RESPONSE + ",\"tools\":[{\"type\":\"web_search\"}],\"max_tool_calls\":3}");
    assertThat(request.serverTools().maxSearches()).as("of ten queries each").isEqualTo(30);
    assertThat(request.serverTools().maxLoops()).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"previous_response_id\":\"resp_1\"",
        "\"conversation\":\"conv_1\"",
        "\"instructions\":\"x\",\"max_tool_calls\":1,\"tools\":[{\"type\":\"web_search\"}]"
      })
  void what_lies_at_the_provider_counts_as_a_whole_window(String field) {
    PaidRequest request = response("{" + RESPONSE + "," + field + "}");
    assertThat(request.inputBound()).isEqualTo(InputBound.WHOLE_WINDOW);
    assertThat(request.isMemorable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"msg_1\"}",
        "{\"id\":\"msg_1\",\"type\":null}",
        "{\"id\":\"msg_1\",\"role\":\"assistant\"}",
        "{\"type\":\"item_reference\",\"id\":\"msg_1\"}",
        "{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"content\":null}",
        "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[]}",
        "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":null}",
        "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"\"}",
        "{\"type\":\"web_search_call\",\"id\":\"ws_1\",\"action\":{\"type\":\"search\"}}"
      })
  void F35_an_item_that_only_names_what_the_provider_stored_counts_as_a_whole_window(String item) {
    PaidRequest request = items("{\"role\":\"user\",\"content\":\"hi\"}," + item);
    assertThat(request.inputBound()).isEqualTo(InputBound.WHOLE_WINDOW);
    assertThat(request.isMemorable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"msg_1\",\"role\":\"assistant\",\"content\":\"so be it\"}",
        "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"abcd\"}",
        "{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"so\"}]}",
        "{\"type\":\"web_search_call\",\"status\":\"completed\",\"action\":{\"type\":\"search\"}}"
      })
  void an_item_that_stands_in_the_body_counts_by_its_bytes(String item) {
    PaidRequest request = items(item);
    assertThat(request.inputBound()).isLessThan(400);
    assertThat(request.isMemorable()).isTrue();
  }

  private static PaidRequest items(String items) {
    return response("{\"model\":\"gpt-5\",\"input\":[" + items + "]}");
  }

  @Test
  void a_prompt_that_may_have_been_truncated_bounds_no_later_one() {
    assertThat(response("{" + RESPONSE + ",\"truncation\":\"auto\"}").isMemorable()).isFalse();
    assertThat(response("{" + RESPONSE + ",\"truncation\":\"disabled\"}").isMemorable()).isTrue();
    assertThat(response("{" + RESPONSE + ",\"truncation\":null}").isMemorable()).isTrue();
  }

  @Test
  void the_functions_of_a_namespace_are_taken() {
    PaidRequest request =
        response(
            "{"
                + RESPONSE
                + ",\"tools\":[{\"type\":\"namespace\",\"name\":\"n\",\"tools\":[{\"type\":\"function\",\"name\":\"f\"}]}]}");
    assertThat(request.inputBound()).isLessThan(2_000);
    assertThat(chat("{" + CHAT + ",\"functions\":[{\"name\":\"f\"}]}").inputBound())
        .isLessThan(2_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}}",
        "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\"}}",
        "{\"type\":\"something_new\"}",
        "{\"type\":\"image_url\"}",
        "{\"type\":\"text\",\"text\":\"see\",\"image_url\":{\"url\":\"https://example.org/i.png\"}}"
      })
  void content_that_is_not_known_counts_as_a_whole_window(String part) {
    PaidRequest request =
        chat("{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}");
    assertThat(request.inputBound()).isEqualTo(InputBound.WHOLE_WINDOW);
  }

  @Test
  void an_image_counts_as_the_largest_one_whatever_its_bytes() {
    String image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\",\"detail\":\"high\"}}";
    PaidRequest inline = image(image.formatted("data:image/png;base64," + "A".repeat(200_000)));
    assertThat(inline.inputBound()).isBetween(48_169L, 50_000L);
    assertThat(inline.isMemorable()).isTrue();
    assertThat(image(image.formatted("https://example.org/i.png")).isMemorable())
        .as("somebody may change it")
        .isFalse();
  }

  private static PaidRequest image(String part) {
    return chat(
        "{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}");
  }

  @Test
  void a_prediction_is_bounded_as_output() {
    PaidRequest request =
        chat(
            "{%s,\"max_tokens\":10,\"prediction\":{\"type\":\"content\",\"content\":\"%s\"}}"
                .formatted(CHAT, "x".repeat(1_000)));
    assertThat(request.output().most()).isGreaterThan(1_010);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"stream\":true,%s}",
        "{\"stream\":true,\"stream_options\":null,%s}",
        "{\"stream\":true,\"stream_options\":{},%s}",
        "{\"stream\":true,\"stream_options\":{\"include_usage\":false},%s}",
        "{\"stream\":true,%s,\"stream_options\" : {\"include_obfuscation\" : false , \"include_usage\":null} }"
      })
  void usage_is_asked_for_where_the_client_did_not_and_nothing_else_changes(String form) {
    String body = form.replace("%s", CHAT.replace("hi", "hø"));
    Reading.Understood read = understood(Endpoint.CHAT_COMPLETIONS, body);

    assertThat(read.request().delivery()).isEqualTo(Delivery.STREAM_WITHOUT_USAGE);
    String sent = new String(read.edits().applied(body(body)).bytes(), StandardCharsets.UTF_8);
    Reading.Understood again = understood(Endpoint.CHAT_COMPLETIONS, sent);
    assertThat(again.request().delivery()).isEqualTo(Delivery.STREAM);
    assertThat(again.edits().places()).isEmpty();
    assertThat(sent).contains(CHAT.replace("hi", "hø")).contains("\"include_usage\":true");
    assertThat(sent.contains("include_obfuscation"))
        .isEqualTo(body.contains("include_obfuscation"));
  }

  @Test
  void a_client_that_wants_usage_gets_its_body_forwarded_as_it_is() {
    Reading.Understood read =
        understood(
            Endpoint.CHAT_COMPLETIONS,
            "{" + CHAT + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
    assertThat(read.request().delivery()).isEqualTo(Delivery.STREAM);
    assertThat(read.edits()).isEqualTo(BodyEdits.NONE);
  }

  private static PaidRequest chat(String body) {
    return understood(Endpoint.CHAT_COMPLETIONS, body).request();
  }

  private static PaidRequest response(String body) {
    return understood(Endpoint.RESPONSES, body).request();
  }

  private static Reading.Understood understood(Endpoint endpoint, String body) {
    return switch (endpoint.read(body(body), Headers.NONE)) {
      case Reading.Understood read -> read;
      case Reading.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  private static Body body(String text) {
    return Body.owning(text.getBytes(StandardCharsets.UTF_8));
  }
}
