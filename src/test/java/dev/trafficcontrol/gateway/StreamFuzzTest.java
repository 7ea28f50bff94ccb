package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.gateway.AnswerReader.End;
import dev.trafficcontrol.pricing.Caching;
import dev.trafficcontrol.pricing.Geo;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.Speed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever happens to a stream on its way, short of its numbers themselves: what is read of it is
/// what it cost, or that this is not known. Never less, and never an accident.
final class StreamFuzzTest {

  private static final int STREAMS =
      "long".equals(System.getProperty("trafficcontrol.attacks")) ? 1_000_000 : 20_000;

  private static final String GARBAGE =
      "\u0000{}[]\":,\\ \t\r\n\n\ndata:event:ping[DONE]é😀null\uFEFFusage";

  @ParameterizedTest
  @EnumSource(Endpoint.class)
  void F44_a_mangled_stream_says_what_it_cost_or_that_this_is_not_known(Endpoint endpoint) {
    Verdict truth = verdict(endpoint, List.of(bytes(String.join("", events(endpoint)))));
    assertThat(truth).isInstanceOf(Verdict.Known.class);
    int known = 0;
    for (long seed = 1; seed <= STREAMS; seed++) {
      Random random = new Random(seed);
      List<byte[]> pieces = pieces(mangled(events(endpoint), random), random);
      Verdict read = verdict(endpoint, pieces);
      assertThat(read instanceof Verdict.Unknown || read.equals(truth))
          .as("seed %d: %s", seed, read)
          .isTrue();
      known += read.equals(truth) ? 1 : 0;
    }
    assertThat(known).as("many are not harmed").isGreaterThan(STREAMS / 10);
  }

  /// The events that count tokens come whole, twice or not at all; everything around them is
  /// spoiled.
  private static byte[] mangled(List<String> events, Random random) {
    StringBuilder stream = new StringBuilder();
    for (String event : events) {
      boolean counts = event.contains("_tokens");
      switch (counts ? 5 + random.nextInt(12) : random.nextInt(12)) {
        case 0 -> stream.append(event).append(event);
        case 1 -> stream.append(event, 0, random.nextInt(event.length()));
        case 2 -> stream.append(garbage(random)).append("\n\n").append(event);
        case 3 -> stream.append(spoiled(event, random));
        case 4 -> stream.append(": a comment\n\n").append(event);
        case 5 -> {}
        case 6 -> stream.append("\n\n").append(event).append(event);
        case 7 -> stream.append("\n\n").append(event.replace("\n", "\r\n"));
        default -> stream.append(counts ? "\n\n" : "").append(event);
      }
    }
    return bytes(stream.toString());
  }

  private static String garbage(Random random) {
    StringBuilder garbage = new StringBuilder();
    for (int more = random.nextInt(40); more > 0; more--) {
      garbage.append(GARBAGE.charAt(random.nextInt(GARBAGE.length())));
    }
    return garbage.toString();
  }

  private static String spoiled(String event, Random random) {
    StringBuilder spoiled = new StringBuilder(event);
    for (int more = 1 + random.nextInt(4); more > 0; more--) {
      char other = GARBAGE.charAt(random.nextInt(GARBAGE.length()));
      spoiled.setCharAt(random.nextInt(spoiled.length()), other);
    }
    return spoiled.toString();
  }

  private static List<byte[]> pieces(byte[] stream, Random random) {
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < stream.length; ) {
      int to = Math.min(stream.length, from + 1 + random.nextInt(60));
      pieces.add(Arrays.copyOfRange(stream, from, to));
      from = to;
    }
    return pieces;
  }

  private static Verdict verdict(Endpoint endpoint, List<byte[]> pieces) {
    AnswerReader reader = endpoint.streamed(request(endpoint));
    Passage passage = reader.passage();
    for (byte[] piece : pieces) {
      reader.feed(piece, piece.length);
      passage.pass(piece, piece.length, (bytes, length) -> {});
      reader.soFar();
      reader.provenBound();
    }
    passage.end((bytes, length) -> {});
    return reader.verdict(End.PROPER);
  }

  private static PaidRequest request(Endpoint endpoint) {
    return new PaidRequest(
        endpoint == Endpoint.MESSAGES ? "claude-sonnet-5-5" : "gpt-5",
        new PaidRequest.Output(1_000, 1, 0),
        Delivery.STREAM_WITHOUT_USAGE,
        new Modifiers(Geo.GLOBAL, Speed.STANDARD),
        Caching.FIVE_MINUTES,
        ServerTools.NONE,
        List.of(),
        Recount.SAME);
  }

  private static List<String> events(Endpoint endpoint) {
    return switch (endpoint) {
      case MESSAGES ->
          List.of(
              "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"claude-sonnet-5-5\",\"usage\":{\"input_tokens\":100,\"cache_read_input_tokens\":50,\"output_tokens\":1}}}\n\n",
              "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0}\n\n",
              "event: ping\ndata: {\"type\":\"ping\"}\n\n",
              "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"héllo\"}}\n\n",
              "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n",
              "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":70}}\n\n",
              "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
      case CHAT_COMPLETIONS ->
          List.of(
              "data: {\"model\":\"gpt-5\",\"choices\":[{\"delta\":{\"role\":\"assistant\"}}],\"usage\":null}\n\n",
              "data: {\"model\":\"gpt-5\",\"choices\":[{\"delta\":{\"content\":\"héllo\"}}]}\n\n",
              "data: {\"model\":\"gpt-5\",\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
              "data: {\"model\":\"gpt-5\",\"service_tier\":\"default\",\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":70}}\n\n",
              "data: [DONE]\n\n");
      case RESPONSES ->
          List.of(
              "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"model\":\"gpt-5\",\"status\":\"in_progress\"}}\n\n",
              "event: response.output_item.added\ndata: {\"type\":\"response.output_item.added\",\"item\":{\"type\":\"message\"}}\n\n",
              "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"héllo\"}\n\n",
              "event: response.output_item.done\ndata: {\"type\":\"response.output_item.done\",\"item\":{\"type\":\"message\"}}\n\n",
              "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"model\":\"gpt-5\",\"status\":\"completed\",\"service_tier\":\"default\",\"output\":[{\"type\":\"message\"}],\"usage\":{\"input_tokens\":100,\"output_tokens\":70}}}\n\n");
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
