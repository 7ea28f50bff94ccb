package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.http.GatewayListener;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.OpenAttempt;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Calls in flight can be ended at once, whatever they wait for, and are charged for what they may
/// have cost.
final class CuttingTest {

  /// Far longer than the test waits: only a cut ends these calls in time.
  private static final String SILENT_AFTER_CONTENT =
      """
      {"rules":[{"reply":[{"usage":{"input_tokens":1000}},{"text_tokens":200},\
      {"silence":{"ms":60000,"after_events":5}}]}]}\
      """;

  private static final Duration LATE = HoldRequest.LONGEST_LIFETIME;

  private static final String SILENT =
      "{\"rules\":[{\"reply\":[{\"silence\":{\"ms\":60000,\"after_events\":0}},{\"text\":\"x\"}]}]}";

  @Test
  void cutting_all_ends_streams_waits_and_drains() {
    try (GatewayRig rig = rig(SILENT_AFTER_CONTENT);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      KeySecret key = rig.key("50");
      for (int call = 0; call < 3; call++) {
        var _ = clients.submit(() -> rig.messages(key, ask()));
      }
      var _ = clients.submit(() -> rig.leaveAfter("content_block_delta", key, ask()));
      await().until(() -> rig.provider.bill().open() == 4);
      await().until(() -> heldIsExactPrompt(rig.ledger.openHolds()));

      assertThat(rig.calls.cutAll("kill")).isEqualTo(4);

      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> rig.calls.count() == 0 && rig.ledger.openHolds().isEmpty());
      assertThat(rig.spent())
          .as("four prompts as counted, and four answers as long as they might have become")
          .isEqualTo(Money.ofUsd("0.007").times(4));
    }
  }

  @Test
  void a_call_that_comes_to_be_sent_after_its_holds_deadline_is_not_sent() throws Exception {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      AtomicInteger looks = new AtomicInteger();
      InstantSource stoppedInBetween =
          () -> Instant.now().plus(looks.getAndIncrement() == 0 ? Duration.ZERO : LATE);
      try (GatewayListener late =
          rig.listen(rig.provider.uri(), GatewaySettings.DEFAULT, stoppedInBetween)) {
        HttpResponse<String> answer =
            rig.send(
                rig.request("/v1/messages", rig.key("50"), ask())
                    .uri(URI.create("http://127.0.0.1:" + late.port() + "/v1/messages")));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("in time");
        assertThat(rig.ledger.openHolds()).isEmpty();
        assertThat(rig.spent()).isEqualTo(rig.bill()).isEqualTo(Money.ZERO);
      }
    }
  }

  @Test
  void a_call_cut_before_the_first_byte_says_why_and_is_charged_at_its_bound() throws Exception {
    try (GatewayRig rig = rig(SILENT);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var answer = clients.submit(() -> rig.messages(rig.key("5"), ask()));
      await().until(() -> !rig.ledger.openHolds().isEmpty());
      Money held = rig.ledger.openHolds().getFirst().amount();

      assertThat(rig.calls.cutAll("everything was stopped")).isEqualTo(1);

      await().until(answer::isDone);

      assertThat(answer.get().statusCode()).isEqualTo(429);
      assertThat(answer.get().body()).contains("billing_error").contains("everything was stopped");
      assertThat(rig.spent()).isIn(held, Money.ZERO);
      assertThat(rig.ledger.openHolds()).isEmpty();
    }
  }

  @Test
  void cutting_a_run_leaves_the_calls_of_others_alone() {
    try (GatewayRig rig = rig(SILENT_AFTER_CONTENT);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      KeySecret one = runKey(rig, "R1", 1);
      KeySecret other = runKey(rig, "R2", 2);
      Future<?> cut = clients.submit(() -> rig.messages(one, ask()));
      Future<?> spared = clients.submit(() -> rig.messages(other, ask()));
      await().until(() -> rig.provider.bill().open() == 2);

      assertThat(rig.calls.cut(Scope.parse("run:R1"), "its lease is over")).isEqualTo(1);

      await().until(cut::isDone);
      assertThat(spared.isDone()).isFalse();
      await().until(() -> rig.ledger.openHolds().size() == 1);
      assertThat(rig.ledger.openHolds().getFirst().scope().key()).isEqualTo(other.id());
      rig.calls.cutAll("the test is over");
    }
  }

  @Test
  void a_provider_that_falls_silent_is_cut_by_the_gateway_itself() {
    GatewaySettings d = GatewaySettings.DEFAULT;
    GatewaySettings hasty =
        new GatewaySettings(
            d.maxBodyBytes(),
            d.maxBodiesBytes(),
            d.maxReadingBytes(),
            d.maxDrains(),
            d.holdPatience(),
            d.holdLifetime(),
            new UpstreamCall.Patience(
                Duration.ofMinutes(5), Duration.ofMillis(200), Duration.ofMinutes(10)),
            d.rememberedPrompts());
    try (GatewayRig rig =
            new GatewayRig(SimulatorOptions.defaults().withScript(SILENT_AFTER_CONTENT), hasty);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> answer = clients.submit(() -> rig.messages(rig.key("5"), ask()));

      await().atMost(Duration.ofSeconds(20)).until(answer::isDone);
      await().until(() -> rig.ledger.openHolds().isEmpty());
      assertThat(rig.spent()).isEqualTo(Money.ofUsd("0.007"));
    }
  }

  @Test
  void F91_what_calls_in_flight_have_cost_so_far_is_known() {
    try (GatewayRig rig = rig(SILENT_AFTER_CONTENT);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ = clients.submit(() -> rig.messages(rig.key("5"), ask()));

      // 1,000 tokens of prompt at $2 a million, and the one token of output that was reported.
      await().until(() -> rig.calls.meteredSoFar(Scope.GLOBAL).equals(Money.ofUsd("0.00201")));
      rig.calls.cutAll("the test is over");
      await().until(() -> rig.calls.count() == 0);
      assertThat(rig.calls.meteredSoFar(Scope.GLOBAL)).isEqualTo(Money.ZERO);
    }
  }

  private static GatewayRig rig(String script) {
    return new GatewayRig(SimulatorOptions.defaults().withScript(script));
  }

  private static String ask() {
    return GatewayRig.ask("claude-sonnet-5-5", 500, true, "hello ".repeat(400));
  }

  private static boolean heldIsExactPrompt(List<Hold> holds) {
    return holds.size() == 4
        && holds.stream().allMatch(hold -> hold.amount().equals(Money.ofUsd("0.007")));
  }

  private static KeySecret runKey(GatewayRig rig, String run, int seed) {
    byte[] randomness = new byte[KeySecret.RANDOM_BYTES];
    randomness[0] = (byte) seed;
    KeySecret secret = KeySecret.mint(randomness);
    rig.ledger.ask(
        new OpenAttempt(
            new Key(
                secret.id(),
                run,
                secret.hash(),
                new AttemptBinding("P1", "T-" + run, run, 1, null),
                null)));
    return secret;
  }
}
