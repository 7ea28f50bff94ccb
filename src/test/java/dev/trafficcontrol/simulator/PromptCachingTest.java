package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PromptCachingTest {
  private static final String LONG = "Some instructions that stay. ".repeat(300);
  private static final String SHORT = "Be brief.";
  private static final String FIVE_MINUTES = "\"cache_control\":{\"type\":\"ephemeral\"}";
  private static final String HOUR = "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}";

  private final AtomicLong nanos = new AtomicLong();
  private final SimulatedProvider provider =
      SimulatedProvider.start(SimulatorOptions.defaults(), nanos::get);
  private final Client client = new Client(provider.uri());

  @AfterEach
  void stop() {
    client.close();
    provider.close();
  }

  @Test
  void a_marked_prefix_is_written_once_and_then_read() throws Exception {
    JsonNode first = usage(ask(LONG, FIVE_MINUTES, "One"));
    JsonNode second = usage(ask(LONG, FIVE_MINUTES, "Two"));

    long prefix = first.path("cache_creation_input_tokens").asLong();
    assertThat(prefix).isGreaterThan(1024);
    assertThat(first.path("cache_creation").path("ephemeral_5m_input_tokens").asLong())
        .isEqualTo(prefix);
    assertThat(first.path("cache_read_input_tokens").asLong()).isZero();
    assertThat(second.path("cache_read_input_tokens").asLong()).isEqualTo(prefix);
    assertThat(second.path("cache_creation_input_tokens").asLong()).isZero();
    assertThat(second.path("input_tokens").asLong()).isEqualTo(first.path("input_tokens").asLong());
  }

  @Test
  void entries_expire_in_simulated_time_and_reading_renews_them() throws Exception {
    usage(ask(LONG, FIVE_MINUTES, "One"));
    for (int i = 0; i < 3; i++) {
      nanos.addAndGet(Duration.ofMinutes(4).toNanos());
      assertThat(read(ask(LONG, FIVE_MINUTES, "Two"))).isPositive();
    }
    nanos.addAndGet(Duration.ofMinutes(6).toNanos());
    assertThat(read(ask(LONG, FIVE_MINUTES, "Three"))).isZero();
  }

  @Test
  void an_entry_found_by_looking_back_is_renewed_too() throws Exception {
    usage(ask(LONG, FIVE_MINUTES, "One"));
    nanos.addAndGet(Duration.ofMinutes(4).toNanos());
    String markedLater =
        ask(LONG, "\"unmarked\":1", "Two")
            .replace("\"Two\"", "[{\"type\":\"text\",\"text\":\"Two\"," + FIVE_MINUTES + "}]");
    assertThat(read(markedLater)).isPositive();
    nanos.addAndGet(Duration.ofMinutes(4).toNanos());
    assertThat(read(ask(LONG, FIVE_MINUTES, "Three"))).isPositive();
  }

  @Test
  void an_hour_s_entry_lives_an_hour_and_is_told_apart() throws Exception {
    JsonNode first = usage(ask(LONG, HOUR, "One"));
    assertThat(first.path("cache_creation").path("ephemeral_1h_input_tokens").asLong())
        .isPositive();
    assertThat(first.path("cache_creation").path("ephemeral_5m_input_tokens").asLong()).isZero();
    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertThat(read(ask(LONG, HOUR, "Two"))).isPositive();
    nanos.addAndGet(Duration.ofMinutes(61).toNanos());
    assertThat(read(ask(LONG, HOUR, "Three"))).isZero();
  }

  @Test
  void only_the_same_prefix_of_the_same_model_is_read() throws Exception {
    usage(ask(LONG, FIVE_MINUTES, "One"));
    assertThat(read(ask("Changed. " + LONG, FIVE_MINUTES, "One"))).isZero();
    assertThat(read(ask(LONG, FIVE_MINUTES, "One").replace("claude-sonnet-5-5", "claude-opus-5-5")))
        .isZero();
    assertThat(read(ask(LONG, "\"unmarked\":1", "One"))).isZero();
  }

  @Test
  void a_short_prefix_is_not_cached() throws Exception {
    JsonNode usage = usage(ask(SHORT, FIVE_MINUTES, "One"));
    assertThat(usage.path("cache_creation_input_tokens").asLong()).isZero();
    assertThat(usage.path("input_tokens").asLong()).isPositive();
  }

  @Test
  void a_growing_conversation_reads_what_it_wrote_before_and_keeps_its_count() throws Exception {
    String question = "\"content\":[{\"type\":\"text\",\"text\":\"" + LONG + "\"%s}]";
    String first =
        "{\"model\":\"claude-sonnet-5-5\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\","
            + question.formatted("," + FIVE_MINUTES)
            + "}]}";
    JsonNode answer = client.messages(first).json();
    long before = prompt(answer.path("usage"));
    String second =
        "{\"model\":\"claude-sonnet-5-5\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\","
            + question.formatted("")
            + "},{\"role\":\"assistant\",\"content\":"
            + answer.path("content")
            + "},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"More\","
            + FIVE_MINUTES
            + "}]}]}";
    JsonNode usage = usage(second);

    assertThat(usage.path("cache_read_input_tokens").asLong()).isEqualTo(before);
    // the answer comes back at no more tokens than it cost to write, "More" and its frame are few
    assertThat(prompt(usage) - before)
        .isLessThanOrEqualTo(answer.path("usage").path("output_tokens").asLong() + 10);
  }

  @Test
  void too_many_marks_and_a_late_hour_are_refused() throws Exception {
    String text = "{\"type\":\"text\",\"text\":\"x\"," + FIVE_MINUTES + "},";
    String five = text.repeat(5);
    assertThat(client.messages(withContent(five.substring(0, five.length() - 1))).status())
        .isEqualTo(400);
    assertThat(
            client
                .messages(withContent(text + "{\"type\":\"text\",\"text\":\"x\"," + HOUR + "}"))
                .status())
        .isEqualTo(400);
  }

  private long read(String ask) throws Exception {
    return usage(ask).path("cache_read_input_tokens").asLong();
  }

  private JsonNode usage(String ask) throws Exception {
    return client.messages(ask).json().required("usage");
  }

  private static long prompt(JsonNode usage) {
    return usage.path("input_tokens").asLong()
        + usage.path("cache_creation_input_tokens").asLong()
        + usage.path("cache_read_input_tokens").asLong();
  }

  private static String ask(String system, String mark, String question) {
    return "{\"model\":\"claude-sonnet-5-5\",\"max_tokens\":10,\"system\":[{\"type\":\"text\",\"text\":\""
        + system
        + "\","
        + mark
        + "}],\"messages\":[{\"role\":\"user\",\"content\":\""
        + question
        + "\"}]}";
  }

  private static String withContent(String blocks) {
    return "{\"model\":\"claude-sonnet-5-5\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":["
        + blocks
        + "]}]}";
  }
}
