package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.gateway.AnswerReader.End;
import dev.trafficcontrol.pricing.Caching;
import dev.trafficcontrol.pricing.Geo;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an answer says of its cost is read exactly, and where it does not say, nothing is made up.
final class UsageReadingTest {

  private static final String START =
      event(
          "message_start",
          """
          {"type":"message_start","message":{"model":"claude-sonnet-5-5","usage":{"input_tokens":10,\
          "cache_creation_input_tokens":700,"cache_creation":{"ephemeral_5m_input_tokens":300,"ephemeral_1h_input_tokens":400},\
          "cache_read_input_tokens":5000,"output_tokens":2,"inference_geo":"us","service_tier":"standard"}}}\
          """);

  private static final String TEXT =
      event("content_block_start", "{\"type\":\"content_block_start\",\"index\":0}")
          + event(
              "content_block_delta",
              "{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"naïve — 😀 \\\"usage\\\": 7\"}}")
          + event("ping", "{\"type\":\"ping\"}")
          + event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}");

  private static final String STOP = event("message_stop", "{\"type\":\"message_stop\"}");

  private static final String WHOLE = START + TEXT + delta("{\"output_tokens\":50}") + STOP;

  @Test
  void F44_usage_is_the_same_at_every_split() {
    byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
    Verdict expected = known(new TokenUsage(10, 300, 400, 5000, 50, 0));
    for (int split = 0; split <= bytes.length; split++) {
      StreamReader reader = reader(Caching.ONE_HOUR);
      reader.feed(bytes, split);
      byte[] rest = Arrays.copyOfRange(bytes, split, bytes.length);
      reader.feed(rest, rest.length);
      assertThat(reader.isOver()).isTrue();
      assertThat(reader.verdict(End.PROPER)).as("split at %d", split).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r", "\n"})
  void F44_every_line_end_is_understood_byte_by_byte(String lineEnd) {
    StreamReader reader = reader(Caching.ONE_HOUR);
    for (byte one : WHOLE.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8)) {
      reader.feed(new byte[] {one}, 1);
    }
    // A lone CR ends its line only with the next byte in hand, if it could begin a CRLF.
    assertThat(reader.verdict(End.PROPER))
        .isEqualTo(known(new TokenUsage(10, 300, 400, 5000, 50, 0)));
  }

  @Test
  void F44_a_huge_content_event_passes_and_a_huge_unknown_one_makes_the_cost_unknown() {
    String huge = "x".repeat(StreamReader.MOST_EVENT_BYTES + 10);
    assertThat(
            verdict(
                START
                    + event("content_block_delta", huge)
                    + delta("{\"output_tokens\":50}")
                    + STOP))
        .isInstanceOf(Verdict.Known.class);
    assertThat(
            verdict(START + event("message_delta", huge) + delta("{\"output_tokens\":50}") + STOP))
        .isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void F40_cumulative_usage_is_replaced_never_added_up() {
    assertThat(
            verdict(
                START
                    + delta("{\"output_tokens\":20}")
                    + delta("{\"output_tokens\":35}")
                    + delta("{\"output_tokens\":50}")
                    + STOP))
        .isEqualTo(known(new TokenUsage(10, 300, 400, 5000, 50, 0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"output_tokens\":2}",
        "{\"input_tokens\":null,\"output_tokens\":2}",
        "{\"input_tokens\":0,\"output_tokens\":2}",
        "{\"cache_read_input_tokens\":9,\"output_tokens\":2}",
        "null"
      })
  void F21_a_prompt_that_nobody_counted_is_not_free(String usage) {
    String start =
        event(
            "message_start", "{\"type\":\"message_start\",\"message\":{\"usage\":" + usage + "}}");

    assertThat(reader(start).provenBound()).isEmpty();
    assertThat(verdict(start + TEXT + delta("{\"output_tokens\":50}") + STOP))
        .isInstanceOf(Verdict.Unknown.class);
    assertThat(verdict(TEXT + delta("{\"output_tokens\":50}") + STOP))
        .isInstanceOf(Verdict.Unknown.class);
    assertThat(verdict(start + TEXT + delta("{\"output_tokens\":50,\"input_tokens\":70}") + STOP))
        .as("counted at the end")
        .isInstanceOf(Verdict.Known.class);
    assertThat(wholeVerdict(200, "{\"usage\":" + usage + "}")).isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void F43_usage_that_is_revised_upward_counts() {
    assertThat(
            verdict(
                START
                    + TEXT
                    + delta(
                        "{\"output_tokens\":50,\"input_tokens\":10682,\"cache_creation_input_tokens\":1000,\"server_tool_use\":{\"web_search_requests\":2}}")
                    + STOP))
        .as("what is written beyond the split of the first event is priced at the dearest rate")
        .isEqualTo(known(new TokenUsage(10682, 300, 700, 5000, 50, 2)));
  }

  @Test
  void F43_a_last_delta_without_usage_is_tolerated() {
    String bare =
        event(
            "message_delta",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}");
    assertThat(verdict(START + TEXT + delta("{\"output_tokens\":50}") + bare + STOP))
        .isEqualTo(known(new TokenUsage(10, 300, 400, 5000, 50, 0)));
    assertThat(verdict(START + TEXT + bare + STOP))
        .as("no usage for the content at all")
        .isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void F39_a_stream_cut_after_content_is_never_known_by_its_first_event() {
    assertThat(reader(START + TEXT).verdict(End.BROKEN)).isInstanceOf(Verdict.Unknown.class);
    assertThat(
            reader(START + delta("{\"output_tokens\":5}") + TEXT + delta("null"))
                .verdict(End.BROKEN))
        .as("content after the last count")
        .isInstanceOf(Verdict.Unknown.class);
    assertThat(reader(START + TEXT + delta("{\"output_tokens\":50}")).verdict(End.BROKEN))
        .as("all was said but the goodbye")
        .isEqualTo(known(new TokenUsage(10, 300, 400, 5000, 50, 0)));
  }

  @Test
  void F42_an_error_event_is_free_only_before_the_message_began() {
    String error =
        event(
            "error",
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}");
    assertThat(verdict(error)).isInstanceOf(Verdict.NothingBilled.class);
    assertThat(verdict(START + error)).isInstanceOf(Verdict.Unknown.class);
    assertThat(verdict(START + TEXT + error)).isInstanceOf(Verdict.Unknown.class);
    assertThat(verdict(START + TEXT + delta("{\"output_tokens\":50}") + error))
        .isEqualTo(known(new TokenUsage(10, 300, 400, 5000, 50, 0)));
  }

  @Test
  void F48_every_iteration_is_priced_at_its_own_model() {
    Verdict verdict =
        verdict(
            START
                + TEXT
                + delta(
                    """
                    {"output_tokens":50,"iterations":[\
                    {"type":"compaction","input_tokens":900,"output_tokens":90},\
                    {"type":"message","input_tokens":10,"output_tokens":20},\
                    {"type":"advisor_message","model":"claude-opus-5","input_tokens":70,"output_tokens":7},\
                    {"type":"message","input_tokens":10,"output_tokens":30}]}\
                    """)
                + STOP);

    assertThat(((Verdict.Known) verdict).hops())
        .extracting(Hop::model, hop -> hop.usage().input(), hop -> hop.usage().output())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("claude-sonnet-5-5", 10L, 50L),
            org.assertj.core.groups.Tuple.tuple("claude-sonnet-5-5", 900L, 90L),
            org.assertj.core.groups.Tuple.tuple("claude-opus-5", 70L, 7L));
  }

  @Test
  void F48_each_attempt_of_a_fallback_is_billed_but_one_declined_before_output() {
    Verdict verdict =
        verdict(
            START
                + TEXT
                + delta(
                    """
                    {"output_tokens":50,"iterations":[\
                    {"type":"message","model":"claude-opus-5","input_tokens":9,"output_tokens":0},\
                    {"type":"fallback_message","model":"claude-opus-4-8","input_tokens":8,"output_tokens":3},\
                    {"type":"fallback_message","model":"claude-sonnet-5-5","input_tokens":10,"output_tokens":50}]}\
                    """)
                + STOP);

    assertThat(((Verdict.Known) verdict).hops())
        .extracting(Hop::model)
        .containsExactly("claude-sonnet-5-5", "claude-opus-4-8");
  }

  @Test
  void a_first_event_bounds_the_rest_unless_server_tools_may_follow() {
    assertThat(reader(START).provenBound().orElseThrow().usage())
        .isEqualTo(new TokenUsage(10, 300, 400, 5000, 64_000, 0));
    StreamReader searching =
        new StreamReader(request(Caching.NONE, new ServerTools(1, 1), Delivery.STREAM));
    feed(searching, START);
    assertThat(searching.provenBound()).isEmpty();
  }

  @Test
  void F47_writes_without_a_split_are_priced_as_the_request_asked() {
    String whole =
        "{\"type\":\"message\",\"model\":\"claude-sonnet-5-5\",\"usage\":{\"input_tokens\":1,\"cache_creation_input_tokens\":8,\"output_tokens\":2}}";
    assertThat(usageOf(whole, Caching.ONE_HOUR)).isEqualTo(new TokenUsage(1, 0, 8, 0, 2, 0));
    assertThat(usageOf(whole, Caching.FIVE_MINUTES)).isEqualTo(new TokenUsage(1, 8, 0, 0, 2, 0));
  }

  @Test
  void only_an_error_in_the_providers_own_shape_is_free() {
    String own = "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"m\"}}";
    assertThat(wholeVerdict(500, own)).isInstanceOf(Verdict.NothingBilled.class);
    assertThat(wholeVerdict(529, own)).isInstanceOf(Verdict.NothingBilled.class);
    assertThat(wholeVerdict(504, own)).isInstanceOf(Verdict.Unknown.class);
    assertThat(wholeVerdict(302, own)).isInstanceOf(Verdict.Unknown.class);
    assertThat(wholeVerdict(502, "<html>Bad gateway</html>")).isInstanceOf(Verdict.Unknown.class);
    assertThat(wholeVerdict(500, "{\"error\":\"upstream\"}")).isInstanceOf(Verdict.Unknown.class);
    assertThat(wholeVerdict(200, own)).isInstanceOf(Verdict.Unknown.class);
  }

  private static Verdict wholeVerdict(int status, String body) {
    WholeReader reader =
        new WholeReader(
            status, new MessageDocument(request(Caching.NONE, ServerTools.NONE, Delivery.WHOLE)));
    feed(reader, body);
    return reader.verdict(End.PROPER);
  }

  private static TokenUsage usageOf(String body, Caching caching) {
    WholeReader reader =
        new WholeReader(
            200, new MessageDocument(request(caching, ServerTools.NONE, Delivery.WHOLE)));
    feed(reader, body);
    return ((Verdict.Known) reader.verdict(End.PROPER)).hops().getFirst().usage();
  }

  private static Verdict verdict(String stream) {
    return reader(stream).verdict(End.PROPER);
  }

  private static StreamReader reader(String stream) {
    StreamReader reader = reader(Caching.ONE_HOUR);
    feed(reader, stream);
    return reader;
  }

  private static void feed(AnswerReader reader, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    reader.feed(bytes, bytes.length);
  }

  private static StreamReader reader(Caching caching) {
    return new StreamReader(request(caching, ServerTools.NONE, Delivery.STREAM));
  }

  private static PaidRequest request(Caching caching, ServerTools serverTools, Delivery delivery) {
    return new PaidRequest(
        "claude-sonnet-5-5",
        new PaidRequest.Output(64_000, 1, 0),
        delivery,
        Modifiers.UNSTATED,
        caching,
        serverTools,
        List.of(),
        Recount.SAME);
  }

  private static Verdict known(TokenUsage usage) {
    return new Verdict.Known(
        List.of(new Hop("claude-sonnet-5-5", usage, new Modifiers(Geo.US, Speed.STANDARD))));
  }

  private static String delta(String usage) {
    return event(
        "message_delta",
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
            + (usage.equals("null") ? "null" : "\"end_turn\"")
            + "},\"usage\":"
            + usage
            + "}");
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }
}
