package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AutomaticCachingTest {
  /// 2,100 tokens: "Some instructions that stay." counts 7, and its frame is the system message's.
  private static final String LONG = "Some instructions that stay. ".repeat(300).strip();

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
  void a_long_prefix_is_cached_unasked_and_read_in_steps_of_128() throws Exception {
    JsonNode first = usage(ask("gpt-4o", LONG, "One"));
    JsonNode second = usage(ask("gpt-4o", LONG, "Two"));

    assertThat(cached(first)).isZero();
    assertThat(cached(second)).isGreaterThanOrEqualTo(1024).isLessThanOrEqualTo(prompt(second));
    assertThat(cached(second) % 128).isZero();
    // all of the system message but what is no whole step
    assertThat(prompt(second) - cached(second)).isLessThan(128 + 10);
  }

  @Test
  void a_prompt_shorter_than_1024_tokens_is_not_cached() throws Exception {
    String text = "word ".repeat(1000).strip();
    assertThat(prompt(usage(ask("gpt-4o", text, "One")))).isBetween(1000L, 1023L);
    assertThat(cached(usage(ask("gpt-4o", text, "One")))).isZero();
  }

  @Test
  void what_differs_early_shares_nothing_and_what_differs_late_shares_the_rest() throws Exception {
    usage(ask("gpt-4o", LONG, "One"));
    assertThat(cached(usage(ask("gpt-4o", "Changed. " + LONG, "One")))).isZero();
    assertThat(cached(usage(ask("gpt-4o-mini", LONG, "One")))).isZero();
    assertThat(cached(usage(ask("gpt-4o", LONG + " Changed at its end.", "One"))))
        .isGreaterThan(1500);
  }

  @Test
  void entries_expire_in_simulated_time_and_reading_renews_them() throws Exception {
    usage(ask("gpt-4o", LONG, "One"));
    for (int i = 0; i < 3; i++) {
      nanos.addAndGet(Duration.ofMinutes(29).toNanos());
      assertThat(cached(usage(ask("gpt-4o", LONG, "Two " + i)))).isPositive();
    }
    nanos.addAndGet(Duration.ofMinutes(31).toNanos());
    assertThat(cached(usage(ask("gpt-4o", LONG, "Three")))).isZero();
  }

  @Test
  void where_writing_has_a_price_the_rest_of_the_whole_steps_is_written() throws Exception {
    JsonNode first = usage(ask("gpt-6-luna", LONG, "One"));
    long steps = prompt(first) / 128 * 128;
    assertThat(written(first)).isEqualTo(steps);
    JsonNode again = usage(ask("gpt-6-luna", LONG, "One"));
    assertThat(cached(again)).isEqualTo(steps);
    assertThat(written(again)).isZero();
  }

  private JsonNode usage(String ask) throws Exception {
    return client.chat(ask).json().required("usage");
  }

  private static long prompt(JsonNode usage) {
    return usage.path("prompt_tokens").asLong();
  }

  private static long cached(JsonNode usage) {
    return usage.path("prompt_tokens_details").path("cached_tokens").asLong();
  }

  private static long written(JsonNode usage) {
    return usage.path("prompt_tokens_details").path("cache_write_tokens").asLong();
  }

  private static String ask(String model, String system, String question) {
    return """
    {"model":"%s","max_completion_tokens":10,"messages":[
     {"role":"system","content":"%s"},{"role":"user","content":"%s"}]}
    """
        .formatted(model, system, question);
  }
}
