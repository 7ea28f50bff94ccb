package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whoever did not ask for usage sees the stream that it would have seen without a gateway.
final class HiddenUsageTest {

  private static final String FIRST =
      "data: {\"choices\":[{\"delta\":{\"content\":\"ø \\\"usage\\\"\"}}],\"usage\":null}\n\n";
  private static final String USAGE =
      "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @Test
  void the_usage_that_nobody_asked_for_is_left_out_at_every_split() {
    for (String lineEnd : List.of("\n", "\r\n", "\r")) {
      byte[] bytes = text(FIRST + USAGE + DONE, lineEnd);
      for (int split = 0; split <= bytes.length; split++) {
        assertThat(
                passed(Arrays.copyOf(bytes, split), Arrays.copyOfRange(bytes, split, bytes.length)))
            .as("split at %d", split)
            .isEqualTo(text(FIRST + DONE, lineEnd));
      }
    }
  }

  @Test
  void everything_else_passes_byte_for_byte() {
    String odd =
        ": a comment\n\nevent: x\ndata: {\"choices\":[],\"usage\":{}}\n\n"
            + "data: {\"choices\":[],\"usage\":null}\n\n"
            + "data: {\"choices\":[{}],\"usage\":{\"prompt_tokens\":7}}\n\n"
            + "data: {\"prompt_filter_results\":[],\"choices\":[]}\n\n"
            + "data: {\"choices\":[], broken \"usage\"}\n\n\n\ndata: "
            + "x".repeat(50_000)
            + "\n\ndata: the end without its end";
    byte[] bytes = odd.getBytes(StandardCharsets.UTF_8);
    assertThat(passed(bytes)).isEqualTo(bytes);
    byte[][] single = new byte[bytes.length][];
    for (int at = 0; at < bytes.length; at++) {
      single[at] = new byte[] {bytes[at]};
    }
    assertThat(passed(single)).isEqualTo(bytes);
  }

  @Test
  void an_event_is_passed_on_as_soon_as_it_is_whole() {
    HiddenUsage hidden = new HiddenUsage();
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    byte[] first = FIRST.getBytes(StandardCharsets.UTF_8);
    hidden.pass(first, first.length, (bytes, length) -> seen.write(bytes, 0, length));
    assertThat(seen.toByteArray()).isEqualTo(first);
  }

  private static byte[] text(String text, String lineEnd) {
    return text.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] passed(byte[]... pieces) {
    HiddenUsage hidden = new HiddenUsage();
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    Passage.Client client = (bytes, length) -> seen.write(bytes, 0, length);
    for (byte[] piece : pieces) {
      hidden.pass(piece, piece.length, client);
    }
    hidden.end(client);
    return seen.toByteArray();
  }
}
