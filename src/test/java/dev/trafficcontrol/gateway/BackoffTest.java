package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.pricing.ModelPrice;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A provider that asked for time gets it, from all callers of that model and from no others.
final class BackoffTest {

  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
  private static final ModelPrice SONNET = model("claude-sonnet-5-5");
  private static final ModelPrice OPUS = model("claude-opus-5-5");

  private final Backoff backoff =
      new Backoff(RandomGeneratorFactory.of("L64X128MixRandom").create(1));

  @Test
  void the_others_wait_as_long_as_one_was_told_to_each_a_little_differently() {
    backoff.answered(SONNET, answer(429, "7"), NOW);

    Set<Duration> told = new HashSet<>();
    for (int caller = 0; caller < 50; caller++) {
      Duration wait = backoff.wait(SONNET, NOW).orElseThrow();
      assertThat(wait).isBetween(Duration.ofSeconds(7), Duration.ofMillis(10_500));
      told.add(wait);
    }
    assertThat(told).hasSizeGreaterThan(25);
    assertThat(backoff.wait(OPUS, NOW)).as("another model has limits of its own").isEmpty();
    assertThat(backoff.wait(SONNET, NOW.plusSeconds(7))).isEmpty();
  }

  @Test
  void who_does_not_say_how_long_is_left_alone_twice_as_long_each_time() {
    Instant now = NOW;
    for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 32}) {
      backoff.answered(SONNET, answer(529, null), now);
      assertThat(backoff.wait(SONNET, now).orElseThrow())
          .isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
      assertThat(backoff.wait(SONNET, now.plusSeconds(seconds))).isEmpty();
      now = now.plusSeconds(seconds);
    }
    backoff.answered(SONNET, answer(200, null), now);
    backoff.answered(SONNET, answer(529, null), now);
    assertThat(backoff.wait(SONNET, now.plusSeconds(1))).as("forgotten once it works").isEmpty();
  }

  @Test
  void no_pause_is_longer_than_a_minute_and_a_shorter_word_does_not_end_a_longer_one() {
    backoff.answered(SONNET, answer(429, "999999"), NOW);
    backoff.answered(SONNET, answer(429, "1"), NOW);
    backoff.answered(SONNET, answer(429, "soon"), NOW);
    backoff.answered(SONNET, answer(500, null), NOW);
    assertThat(backoff.wait(SONNET, NOW.plusSeconds(59))).isPresent();
    assertThat(backoff.wait(SONNET, NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void a_fleet_sends_one_call_to_a_provider_that_asked_for_time_and_is_told_the_truth() {
    try (GatewayRig rig =
        GatewayRig.scripted(
            "{\"reply\":[{\"error\":{\"status\":429,\"retry_after\":30,\"billed\":\"nothing\"}}]}")) {
      KeySecret key = rig.key("5");
      String body = GatewayRig.ask("claude-sonnet-5-5", 100, true, "hi");

      HttpResponse<String> first = rig.messages(key, body);
      assertThat(first.statusCode()).isEqualTo(429);
      assertThat(first.headers().firstValue("retry-after")).as("the provider's own").contains("30");
      assertThat(first.body()).doesNotContain("TrafficControl");

      for (int caller = 0; caller < 5; caller++) {
        HttpResponse<String> other = rig.messages(key, body);
        assertThat(other.statusCode()).isEqualTo(429);
        assertThat(other.body()).contains("rate_limit_error").contains("asked for time");
        assertThat(Long.parseLong(other.headers().firstValue("retry-after").orElseThrow()))
            .isBetween(29L, 46L);
        assertThat(other.headers().firstValue("x-should-retry")).isEmpty();
      }
      assertThat(rig.provider.bill().calls()).as("what got there").isLessThanOrEqualTo(1);
      assertThat(rig.spent().isZero()).isTrue();
      assertThat(rig.ledger.openHolds()).isEmpty();
      assertThat(rig.messages(key, body.replace("sonnet", "opus")).body())
          .as("another model is asked")
          .doesNotContain("TrafficControl");
    }
  }

  private static ModelPrice model(String id) {
    return GatewayRig.PRICES.find(id).orElseThrow();
  }

  private static UpstreamAnswer answer(int status, @Nullable String retryAfter) {
    return new UpstreamAnswer() {
      @Override
      public int status() {
        return status;
      }

      @Override
      public Headers headers() {
        return retryAfter == null
            ? Headers.NONE
            : Headers.of(new Header("Retry-After", retryAfter));
      }

      @Override
      public int read(byte[] into) {
        return -1;
      }
    };
  }
}
