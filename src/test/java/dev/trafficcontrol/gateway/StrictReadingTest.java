package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.pricing.Caching;
import dev.trafficcontrol.pricing.Geo;
import dev.trafficcontrol.pricing.InputBound;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A body that two parsers could read differently, or that asks for what can't be bounded, never
/// gets to a price.
final class StrictReadingTest {

  private static final String PLAIN =
      "\"model\":\"claude-sonnet-5-5\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  @Test
  void a_plain_request_is_understood() {
    PaidRequest request = understood("{" + PLAIN + ",\"stream\":true}");

    assertThat(request.model()).isEqualTo("claude-sonnet-5-5");
    assertThat(request.output().maxTokens()).isEqualTo(100);
    assertThat(request.delivery()).isEqualTo(Delivery.STREAM);
    assertThat(request.caching()).isEqualTo(Caching.NONE);
    assertThat(request.modifiers().geo()).isEqualTo(Geo.UNSTATED);
    assertThat(request.inputBound()).isBetween(2L, 200L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{%s,\"model\":\"claude-haiku-5-5\"}",
        "{%s,\"m\\u006fdel\":\"claude-haiku-5-5\"}",
        "{%s,\"metadata\":{\"a\":1,\"a\":2}}",
        "{%s,\"tools\":[{\"name\":\"t\",\"input_schema\":{\"type\":\"object\",\"type\":\"string\"}}]}",
        "{%s} {}",
        "{%s}x",
        "[{%s}]",
        "{%s,}",
        "{%s,\"top_p\":NaN}",
        "{%s,\"top_p\":Infinity}",
        "{%s,\"top_p\":01}",
        "{%s,'top_p':1}",
        "{%s,\"top_p\":1/*c*/}",
        "{%s,\"stop_sequences\":[\"\\ud800\"]}",
        "{%s,\"stop_sequences\":[\"\\udc00x\"]}",
        "{%s,\"stop_sequences\":[\"\\ud800\\u0041\"]}",
        "{%s",
        ""
      })
  void what_two_parsers_could_read_differently_is_refused(String body) {
    refused(body.replace("%s", PLAIN));
  }

  @Test
  void bytes_that_are_not_strict_utf8_are_refused() {
    byte[] bom = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    refused(concat(bom, ("{" + PLAIN + "}").getBytes(StandardCharsets.UTF_8)));
    refused(("{" + PLAIN + "}").getBytes(StandardCharsets.UTF_16LE));
    refused(("{" + PLAIN + "}").getBytes(Charset.forName("UTF-32BE")));
    for (byte[] wrong :
        new byte[][] {
          {(byte) 0xC0, (byte) 0xAF},
          {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
          {(byte) 0xFF},
          {(byte) 0xE2, (byte) 0x82},
          {0}
        }) {
      byte[] head = ("{" + PLAIN + ",\"stop_sequences\":[\"").getBytes(StandardCharsets.UTF_8);
      refused(concat(concat(head, wrong), "\"]}".getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void a_whole_character_escaped_in_two_halves_is_one_reading() {
    understood("{" + PLAIN + ",\"stop_sequences\":[\"\\ud83d\\ude00 \\\\ud800\"]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"mcp_servers\":[{\"url\":\"x\"}]",
        "\"container\":\"c1\"",
        "\"fallbacks\":[{\"model\":\"claude-opus-5\"}]",
        "\"n\":2",
        "\"Max_Tokens\":200",
        "\"betas\":[\"x\"]",
        "\"inference_geo\":\"mars\"",
        "\"speed\":\"warp\"",
        "\"service_tier\":\"priority\"",
        "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"24h\"}",
        "\"cache_control\":{\"type\":\"ephemeral\",\"TTL\":\"1h\"}",
        "\"context_management\":{\"edits\":[{\"type\":\"compact_20260112\"}]}",
        "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]",
        "\"tools\":[{\"type\":\"web_search_20260209\",\"name\":\"web_search\",\"max_uses\":2}]",
        "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":0}]",
        "\"tools\":[{\"type\":\"web_fetch_20250910\",\"name\":\"web_fetch\",\"max_uses\":101}]",
        "\"tools\":[{\"type\":\"code_execution_20250825\",\"name\":\"code\"}]",
        "\"tools\":[{\"type\":\"advisor_20260301\",\"name\":\"advisor\",\"max_uses\":1}]",
        "\"tools\":[{\"type\":\"mcp_toolset\"}]",
        "\"tools\":[{\"name\":\"x\",\"type\":\"mystery\"}]"
      })
  void F35_what_can_not_be_bounded_is_refused_by_name(String field) {
    String reason = refused("{" + PLAIN + "," + field + "}");

    assertThat(reason).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1e3", "100.0", "\"100\"", "null", "18446744073709551617"})
  void max_tokens_is_a_plain_positive_number(String maxTokens) {
    refused("{\"model\":\"m\",\"messages\":[],\"max_tokens\":" + maxTokens + "}");
  }

  @Test
  void what_claude_code_sends_is_understood() {
    PaidRequest request =
        understood(
            "{"
                + PLAIN
                + """
                ,"system":[{"type":"text","text":"a"},{"type":"text","text":"b","cache_control":{"type":"ephemeral"}}],
                "tools":[{"name":"Bash","description":"runs","input_schema":{"type":"object"}}],
                "metadata":{"user_id":"{}"},"thinking":{"type":"adaptive"},
                "context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},
                "output_config":{"effort":"high"},"stream":true}\
                """);

    assertThat(request.caching()).isEqualTo(Caching.FIVE_MINUTES);
    assertThat(request.isMemorable()).isTrue();
    assertThat(request.prompt()).hasSize(4);
  }

  @Test
  void server_tools_count_their_uses() {
    PaidRequest request =
        understood(
            "{"
                + PLAIN
                + """
                ,"tools":[{"type":"web_search_20250305","name":"web_search","max_uses":8},
                {"name":"web_fetch","max_uses":3,"type":"web_fetch_20250910"}]}\
                """);

    assertThat(request.serverTools()).isEqualTo(new ServerTools(8, 11));
    assertThat(request.serverTools().maxLoops()).isEqualTo(11);
    assertThat(request.isMemorable()).isFalse();
  }

  @Test
  void a_use_too_many_is_sampled_again_until_the_provider_itself_pauses() {
    assertThat(new ServerTools(1, 1).maxLoops()).isEqualTo(10);
    assertThat(ServerTools.NONE.maxLoops()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"document\",\"source\":{\"type\":\"url\",\"url\":\"https://x\"}}",
        "{\"type\":\"image\",\"source\":{\"url\":\"https://x\",\"type\":\"url\"}}",
        "{\"type\":\"image\",\"source\":{\"url\":\"https://x\"}}",
        "{\"type\":\"tool_reference\",\"tool_name\":\"later\"}",
        "{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":[{\"type\":\"tool_reference\",\"tool_name\":\"later\"}]}",
        "{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"url\",\"url\":\"u\"}}]}",
        "{\"type\":\"text\",\"text\":\"a\",\"source\":{\"type\":\"url\",\"url\":\"u\"}}",
        "{\"type\":\"something_new\",\"id\":\"x\"}"
      })
  void what_somebody_may_change_between_two_turns_is_counted_as_a_whole_window_each_time(
      String block) {
    PaidRequest request = withBlock(block);

    assertThat(request.isMemorable()).isFalse();
    assertThat(request.inputBound()).isEqualTo(InputBound.WHOLE_WINDOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"data\":\"AAAA\"}}",
        "{\"type\":\"image\",\"source\":{\"type\":\"file\",\"file_id\":\"f\"}}",
        "{\"type\":\"search_result\",\"source\":\"https://x\",\"title\":\"t\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}"
      })
  void what_nobody_can_change_counts_the_next_time_as_it_was_metered(String block) {
    assertThat(withBlock(block).isMemorable()).isTrue();
  }

  @Test
  void a_deferred_tool_may_come_in_later_so_such_a_prompt_bounds_no_other() {
    String tool =
        ",\"tools\":[{\"name\":\"x\",\"defer_loading\":%s,\"input_schema\":{\"type\":\"object\"}}]}";

    assertThat(understood("{" + PLAIN + tool.formatted("true")).isMemorable()).isFalse();
    assertThat(understood("{" + PLAIN + tool.formatted("false")).isMemorable()).isTrue();
  }

  @Test
  void the_longest_cache_lifetime_asked_for_anywhere_counts() {
    assertThat(
            understood(
                    "{"
                        + PLAIN
                        + """
                        ,"system":[{"type":"text","text":"b","cache_control":{"type":"ephemeral","ttl":"1h"}},
                        {"type":"text","text":"b","cache_control":{"type":"ephemeral"}}]}\
                        """)
                .caching())
        .isEqualTo(Caching.ONE_HOUR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cache_control", "cache\\u005fcontrol"})
  void a_cache_mark_in_content_that_is_not_read_further_counts_as_the_dearest(String name) {
    String reference = "{\"type\":\"tool_reference\",\"tool_name\":\"x\",\"%s\":%s}";
    String result =
        "{\"type\":\"tool_search_tool_result\",\"tool_use_id\":\"t\",\"content\":{\"type\":\"tool_search_tool_search_result\",\"tool_references\":[%s]}}";
    String hour = "{\"type\":\"ephemeral\",\"ttl\":\"1h\"}";

    assertThat(withBlock(result.formatted(reference.formatted(name, hour))).caching())
        .isEqualTo(Caching.ONE_HOUR);
    assertThat(withBlock(result.formatted(reference.formatted(name, "null"))).caching())
        .isEqualTo(Caching.NONE);
    assertThat(
            withBlock("{\"type\":\"x\",\"source\":{\"inner\":[{\"%s\":%s}]}}".formatted(name, hour))
                .caching())
        .isEqualTo(Caching.ONE_HOUR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"data\":\"AAAA\"}}",
        "{\"type\":\"document\",\"source\":{\"type\":\"url\",\"url\":\"https://x\"}}",
        "{\"type\":\"image\",\"source\":{\"type\":\"file\",\"file_id\":\"f\"}}",
        "{\"source\":{\"data\":\"AAAA\",\"type\":\"base64\"},\"type\":\"document\"}",
        "{\"type\":\"something_new\"}",
        "{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"url\",\"url\":\"u\"}}]}"
      })
  void content_that_the_body_does_not_hold_takes_the_whole_window(String block) {
    assertThat(withBlock(block).inputBound()).isEqualTo(InputBound.WHOLE_WINDOW);
  }

  @Test
  void an_image_counts_as_an_image_however_long_its_data_is() {
    String data = "A".repeat(200_000);
    assertThat(
            withBlock(
                    "{\"source\":{\"data\":\""
                        + data
                        + "\",\"type\":\"base64\",\"media_type\":\"image/png\"},\"type\":\"image\"}")
                .inputBound())
        .isBetween(4_784L, 6_000L);
  }

  @Test
  void neither_cache_marks_nor_the_form_of_a_text_change_a_message() {
    var one = withContent("\"hello\"").prompt();
    var block = withContent("[{\"type\":\"text\",\"text\":\"hello\"}]").prompt();
    var marked =
        withContent(
                "[{\"type\":\"text\",\"text\":\"hello\",\"cache_control\":{\"type\":\"ephemeral\"}}]")
            .prompt();

    assertThat(block.getLast().print()).isEqualTo(one.getLast().print());
    assertThat(marked.getLast().print()).isEqualTo(one.getLast().print());
    assertThat(withContent("\"other\"").prompt().getLast().print())
        .isNotEqualTo(one.getLast().print());
  }

  private static PaidRequest withBlock(String block) {
    return withContent("[" + block + "]");
  }

  private static PaidRequest withContent(String content) {
    return understood(
        "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":"
            + content
            + "}]}");
  }

  private static PaidRequest understood(String body) {
    return switch (MessagesReader.read(
        Body.owning(body.getBytes(StandardCharsets.UTF_8)), Headers.NONE)) {
      case Reading.Understood(PaidRequest request, BodyEdits _, var _) -> request;
      case Reading.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  private static String refused(String body) {
    return refused(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String refused(byte[] body) {
    return switch (MessagesReader.read(Body.owning(body), Headers.NONE)) {
      case Reading.Understood(PaidRequest request, BodyEdits _, var _) ->
          throw new AssertionError("understood: " + request);
      case Reading.Refused(String reason) -> reason;
    };
  }

  private static byte[] concat(byte[] one, byte[] other) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(other);
    return both.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"fallbacks\":[{\"model\":\"claude-opus-5-5\"}]",
        "\"fallback_model\":\"claude-opus-5-5\"",
        "\"models\":[\"claude-opus-5-5\"]"
      })
  void F33_a_request_that_names_another_model_to_fall_back_to_is_refused(String field) {
    assertThat(refused("{" + PLAIN + "," + field + "}"))
        .contains(field.substring(1, field.indexOf('"', 1)));
  }
}
