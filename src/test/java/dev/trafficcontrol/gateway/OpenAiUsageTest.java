package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.gateway.AnswerReader.End;
import dev.trafficcontrol.ledger.NoAnswer;
import dev.trafficcontrol.pricing.Caching;
import dev.trafficcontrol.pricing.Geo;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an answer in OpenAI's protocol says of its cost is read exactly, and where it does not say,
/// nothing is made up.
final class OpenAiUsageTest {

  private static final String CHAT_USAGE =
      """
      {"prompt_tokens":1000,"completion_tokens":50,"total_tokens":1050,"prompt_tokens_details":{"cached_tokens":600,"audio_tokens":0},\
      "completion_tokens_details":{"reasoning_tokens":30,"audio_tokens":0}}\
      """;

  private static final String RESPONSE_USAGE =
      """
      {"input_tokens":1000,"input_tokens_details":{"cached_tokens":600,"cache_write_tokens":300},"output_tokens":50,\
      "output_tokens_details":{"reasoning_tokens":30},"total_tokens":1050}\
      """;

  private static final String CHAT =
      data(
              "{\"model\":\"gpt-5\",\"service_tier\":\"default\",\"choices\":[{\"delta\":{\"role\":\"assistant\"}}],\"usage\":null}")
          + data(
              "{\"model\":\"gpt-5\",\"choices\":[{\"delta\":{\"content\":\"naïve — 😀\"}}],\"usage\":null}")
          + data("{\"model\":\"gpt-5\",\"choices\":[],\"usage\":" + CHAT_USAGE + "}")
          + data("[DONE]");

  private static final String RESPONSE =
      event(
              "response.created",
              "{\"type\":\"response.created\",\"response\":{\"model\":\"gpt-5\",\"usage\":null}}")
          + event(
              "response.output_text.delta",
              "{\"type\":\"response.output_text.delta\",\"delta\":\"ø\"}")
          + event(
              "response.completed",
              completed("completed", RESPONSE_USAGE, "[{\"type\":\"message\"}]"));

  /// A stream, who reads it, and what it says.
  record Streamed(String text, Function<PaidRequest, AnswerReader> reader, TokenUsage usage) {
    @Override
    public String toString() {
      return text.substring(0, 30);
    }
  }

  static Stream<Streamed> streams() {
    return Stream.of(
        new Streamed(CHAT, ChatStreamReader::new, new TokenUsage(400, 0, 0, 600, 50, 0)),
        new Streamed(RESPONSE, ResponseStreamReader::new, new TokenUsage(100, 300, 0, 600, 50, 0)),
        // Some leave the name to the data.
        new Streamed(
            RESPONSE.replaceAll("event: .*\n", ""),
            ResponseStreamReader::new,
            new TokenUsage(100, 300, 0, 600, 50, 0)));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void F44_usage_is_the_same_at_every_split_and_line_end(Streamed streamed) {
    for (String lineEnd : List.of("\n", "\r\n")) {
      byte[] bytes = streamed.text().replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
      for (int split = 0; split <= bytes.length; split++) {
        AnswerReader reader = streamed.reader().apply(request(Speed.STANDARD));
        reader.feed(bytes, split);
        byte[] rest = Arrays.copyOfRange(bytes, split, bytes.length);
        reader.feed(rest, rest.length);
        assertThat(reader.isOver()).isTrue();
        assertThat(reader.verdict(End.PROPER))
            .as("split at %d", split)
            .isEqualTo(known(streamed.usage(), Speed.STANDARD));
      }
    }
  }

  @Test
  void F40_a_later_report_replaces_an_earlier_one() {
    String early =
        data("{\"choices\":[{}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}");
    assertThat(chat(early + early + CHAT))
        .isEqualTo(known(new TokenUsage(400, 0, 0, 600, 50, 0), Speed.STANDARD));
  }

  @Test
  void F43_content_that_nobody_counted_is_charged_at_the_bound() {
    String usage = data("{\"choices\":[],\"usage\":" + CHAT_USAGE + "}");
    String content = data("{\"choices\":[{\"delta\":{\"content\":\"x\"}}]}");
    assertThat(chat(usage + content + data("[DONE]"))).isInstanceOf(Verdict.Unknown.class);
    assertThat(chat(content + data("[DONE]"))).isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void F41_a_stream_that_breaks_off_is_charged_at_the_bound() {
    assertThat(chat(CHAT.substring(0, CHAT.length() / 2))).isInstanceOf(Verdict.Unknown.class);
    assertThat(response(RESPONSE.substring(0, RESPONSE.length() - 40)))
        .isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void F42_an_error_in_the_stream_is_free_before_content_alone() {
    String error =
        data("{\"error\":{\"message\":\"busy\",\"type\":\"server_error\",\"code\":null}}");
    String content = data("{\"choices\":[{\"delta\":{\"content\":\"x\"}}]}");
    assertThat(chat(error)).isInstanceOf(Verdict.NothingBilled.class);
    assertThat(chat(content + error)).isInstanceOf(Verdict.Unknown.class);

    String failed = event("response.failed", completed("failed", "null", "[]"));
    String delta =
        event("response.reasoning_text.delta", "{\"type\":\"response.reasoning_text.delta\"}");
    assertThat(response(failed)).isInstanceOf(Verdict.NothingBilled.class);
    assertThat(response(delta + failed)).isInstanceOf(Verdict.Unknown.class);
    assertThat(response(event("error", "{\"type\":\"error\",\"code\":\"x\",\"message\":\"y\"}")))
        .isInstanceOf(Verdict.NothingBilled.class);
    assertThat(response(delta + event("error", "{\"type\":\"error\",\"code\":\"x\"}")))
        .isInstanceOf(Verdict.Unknown.class);
    assertThat(
            response(
                delta
                    + event(
                        "response.failed",
                        completed("failed", RESPONSE_USAGE, "[{\"type\":\"message\"}]"))))
        .as("a failure that was billed says so")
        .isEqualTo(known(new TokenUsage(100, 300, 0, 600, 50, 0), Speed.STANDARD));
  }

  @ParameterizedTest
  @CsvSource({
    "requests,rate_limit_exceeded,SPARED",
    "rate_limit_error,,SPARED",
    "server_error,slow_down,SPARED",
    "server_error,,FAILED",
    "invalid_request_error,context_length_exceeded,FAILED"
  })
  void an_error_in_the_stream_keeps_its_name_so_that_a_rate_limit_speaks_against_nobody(
      String type, @Nullable String code, NoAnswer answer) {
    String quoted = code == null ? "null" : "\"" + code + "\"";
    String error =
        "\"error\":{\"message\":\"no\",\"type\":\"%s\",\"code\":%s}".formatted(type, quoted);
    assertThat(List.of(chat(data("{" + error + "}")), response(data("{" + error + "}"))))
        .containsOnly(
            new Verdict.NothingBilled("the provider sent " + type + " before any content", answer));
    assertThat(
            response(
                event(
                    "error",
                    "{\"type\":\"error\",\"code\":%s,\"message\":\"no\"}"
                        .formatted(code == null ? "\"" + type + "\"" : quoted))))
        .isInstanceOfSatisfying(
            Verdict.NothingBilled.class, nothing -> assertThat(nothing.answer()).isEqualTo(answer));
  }

  @Test
  void an_answer_that_was_cut_at_its_limit_is_settled() {
    assertThat(
            response(event("response.incomplete", completed("incomplete", RESPONSE_USAGE, "[]"))))
        .isEqualTo(known(new TokenUsage(100, 300, 0, 600, 50, 0), Speed.STANDARD));
  }

  @Test
  void each_search_of_a_response_counts() {
    String output =
        "[{\"type\":\"web_search_call\"},{\"type\":\"message\"},{\"type\":\"web_search_call\"}]";
    assertThat(
            whole(
                new ResponseDocument(request(Speed.STANDARD)),
                response("completed", RESPONSE_USAGE, output)))
        .isEqualTo(known(new TokenUsage(100, 300, 0, 600, 50, 2), Speed.STANDARD));
  }

  @Test
  void F52_searches_that_the_last_event_leaves_out_are_counted_where_they_were_seen() {
    String searches =
        search("in_progress") + search("searching") + search("completed") + search("in_progress");
    String last = event("response.completed", completed("completed", RESPONSE_USAGE, "[]"));
    Verdict two = known(new TokenUsage(100, 300, 0, 600, 50, 2), Speed.STANDARD);

    assertThat(response(searches + last)).isEqualTo(two);
    assertThat(response((searches + last).replaceAll("event: .*\n", ""))).isEqualTo(two);
  }

  @Test
  void F52_searches_are_as_many_as_the_provider_counts() {
    String counted =
        response("completed", RESPONSE_USAGE, "[{\"type\":\"web_search_call\"}]")
            .replace(
                "\"error\":null",
                "\"tool_usage\":{\"image_gen\":{\"input_tokens\":0},\"web_search\":{\"num_requests\":3}}");
    assertThat(whole(new ResponseDocument(request(Speed.STANDARD)), counted))
        .isEqualTo(known(new TokenUsage(100, 300, 0, 600, 50, 3), Speed.STANDARD));
    assertThat(
            whole(
                new ResponseDocument(request(Speed.STANDARD)),
                counted.replace("\"num_requests\":3", "\"num_requests\":0")))
        .isEqualTo(known(new TokenUsage(100, 300, 0, 600, 50, 1), Speed.STANDARD));
  }

  @Test
  void F52_each_query_of_a_search_counts() {
    String output =
        """
        [{"type":"web_search_call","action":{"type":"search","query":"a","queries":["a","b","c"]}},\
        {"action":{"type":"search","queries":[]},"type":"web_search_call"},\
        {"type":"web_search_call","action":null},{"type":"message","action":{"queries":["x"]}}]\
        """;
    assertThat(
            whole(
                new ResponseDocument(request(Speed.STANDARD)),
                response("completed", RESPONSE_USAGE, output)))
        .isEqualTo(known(new TokenUsage(100, 300, 0, 600, 50, 5), Speed.STANDARD));
  }

  private static String search(String state) {
    String type = "response.web_search_call." + state;
    return event(type, "{\"type\":\"" + type + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"upstream timed out\"}",
        "{\"error\":{\"message\":\"upstream timed out\",\"code\":504}}",
        "{\"error\":{}}"
      })
  void F42_an_error_that_somebody_in_between_sent_proves_nothing(String error) {
    assertThat(chat(data(error))).isInstanceOf(Verdict.Unknown.class);
    assertThat(response(data(error))).isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void reasoning_that_is_left_out_of_the_output_is_taken_from_the_total() {
    String usage = "{\"prompt_tokens\":1000,\"completion_tokens\":50,\"total_tokens\":1400}";
    assertThat(completion(usage, "\"default\"", Speed.STANDARD))
        .isEqualTo(known(new TokenUsage(1000, 0, 0, 0, 400, 0), Speed.STANDARD));
  }

  @Test
  void a_call_is_priced_in_the_tier_that_served_it() {
    TokenUsage tokens = new TokenUsage(400, 0, 0, 600, 50, 0);
    assertThat(completion(CHAT_USAGE, "\"priority\"", Speed.UNSTATED))
        .isEqualTo(known(tokens, Speed.PRIORITY));
    assertThat(completion(CHAT_USAGE, "\"default\"", Speed.PRIORITY))
        .as("there was no room before others")
        .isEqualTo(known(tokens, Speed.STANDARD));
    assertThat(completion(CHAT_USAGE, "\"flex\"", Speed.FLEX)).isEqualTo(known(tokens, Speed.FLEX));
    assertThat(completion(CHAT_USAGE, "null", Speed.FLEX))
        .as("whoever knows no tiers has none that is cheaper")
        .isEqualTo(known(tokens, Speed.STANDARD));
    assertThat(completion(CHAT_USAGE, "null", Speed.UNSTATED))
        .as("nobody said")
        .isEqualTo(known(tokens, Speed.UNSTATED));
    assertThat(completion(CHAT_USAGE, "\"scale\"", Speed.UNSTATED))
        .isInstanceOf(Verdict.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"prompt_tokens\":0,\"completion_tokens\":5}",
        "{\"prompt_tokens\":10}",
        "{\"completion_tokens\":10}",
        "{\"prompt_tokens\":10,\"completion_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":11}}",
        "{\"prompt_tokens\":10,\"completion_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":6,\"cache_write_tokens\":5}}",
        "{\"prompt_tokens\":10,\"completion_tokens\":5,\"completion_tokens_details\":{\"audio_tokens\":1}}",
        "{\"prompt_tokens\":-1,\"completion_tokens\":5}",
        "{\"prompt_tokens\":1e3,\"completion_tokens\":5}",
        "7"
      })
  void F21_usage_that_contradicts_itself_or_is_not_there_is_never_zero(String usage) {
    assertThat(completion(usage, "\"default\"", Speed.STANDARD))
        .isInstanceOf(Verdict.Unknown.class);
  }

  private static Verdict completion(String usage, String tier, Speed asked) {
    return whole(
        new CompletionDocument(request(asked)),
        "{\"id\":\"c\",\"model\":\"gpt-5\",\"choices\":[{}],\"service_tier\":%s,\"usage\":%s}"
            .formatted(tier, usage));
  }

  private static Verdict whole(Document document, String body) {
    WholeReader reader = new WholeReader(200, document);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    reader.feed(bytes, bytes.length);
    return reader.verdict(End.PROPER);
  }

  private static Verdict chat(String text) {
    return verdict(new ChatStreamReader(request(Speed.STANDARD)), text);
  }

  private static Verdict response(String text) {
    return verdict(new ResponseStreamReader(request(Speed.STANDARD)), text);
  }

  private static Verdict verdict(AnswerReader reader, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    reader.feed(bytes, bytes.length);
    return reader.verdict(End.PROPER);
  }

  private static PaidRequest request(Speed asked) {
    return new PaidRequest(
        "gpt-5",
        new PaidRequest.Output(64_000, 1, 0),
        Delivery.STREAM,
        new Modifiers(Geo.GLOBAL, asked),
        Caching.FIVE_MINUTES,
        ServerTools.NONE,
        List.of(),
        Recount.SAME);
  }

  private static Verdict known(TokenUsage usage, Speed speed) {
    return new Verdict.Known(List.of(new Hop("gpt-5", usage, new Modifiers(Geo.GLOBAL, speed))));
  }

  private static String completed(String status, String usage, String output) {
    return "{\"type\":\"response.%s\",\"response\":%s}"
        .formatted(status, response(status, usage, output));
  }

  private static String response(String status, String usage, String output) {
    return "{\"id\":\"r\",\"model\":\"gpt-5\",\"status\":\"%s\",\"service_tier\":\"default\",\"error\":null,\"output\":%s,\"usage\":%s}"
        .formatted(status, output, usage);
  }

  private static String data(String json) {
    return "data: " + json + "\n\n";
  }

  private static String event(String name, String json) {
    return "event: " + name + "\ndata: " + json + "\n\n";
  }
}
