package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.key.Lowering;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A key may have the limit of an answer lowered to what its budgets afford, instead of the call
/// being refused.
final class LoweredLimitsTest {

  private static final KeyRules LOWERING = KeyRules.NONE.withLowering(Lowering.TO_BUDGET);

  /// Writes on until its limit ends it.
  private static final String ENDLESS = "{\"reply\":[{\"text_tokens\":90000}]}";

  private static final String MESSAGES =
      "/v1/messages;{\"model\":\"claude-sonnet-5-5\", \"max_tokens\" : 32000 ,%s\"messages\":[{\"role\":\"user\",\"content\":\"hø\"}]}";
  private static final String CHAT =
      "/v1/chat/completions;{\"model\":\"gpt-5\", \"max_completion_tokens\" : 32000 ,%s\"messages\":[{\"role\":\"user\",\"content\":\"hø\"}]}";
  private static final String RESPONSES =
      "/v1/responses;{\"model\":\"gpt-5\", \"max_output_tokens\" : 32000 ,%s\"input\":\"hø\"}";

  /// Path and body of a call.
  private record Call(String path, String body) {
    static Call of(String form, String extra) {
      String[] parts = form.formatted(extra).split(";", 2);
      return new Call(parts[0], parts[1]);
    }

    Call asking(String limit) {
      return new Call(path, body.replace(" 32000 ", limit));
    }
  }

  private static HttpResponse<String> send(GatewayRig rig, KeySecret key, Call call) {
    return rig.send(rig.request(call.path(), key, call.body()));
  }

  private static long lowered(HttpResponse<String> answer) {
    String note = answer.headers().firstValue(LimitedOrder.LOWERED).orElse("none");
    assertThat(note).as(answer.toString() + answer.body()).matches("[0-9]+;asked=32000");
    return Long.parseLong(note.substring(0, note.indexOf(';')));
  }

  private static void assertNotLowered(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue(LimitedOrder.LOWERED)).isEmpty();
  }

  private static String sentFor(Call call) {
    try (GatewayRig rig = GatewayRig.scripted();
        RawUpstream upstream = new RawUpstream("");
        var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
      rig.send(
          rig.request(call.path(), rig.key("0.20", LOWERING), call.body())
              .uri(URI.create("http://127.0.0.1:" + listener.port() + call.path())));
      // Lost, and so charged in full: what was held is all there was.
      assertThat(rig.spent()).isEqualTo(Money.ofUsd("0.20"));
      return upstream.seen.getFirst().body();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MESSAGES, CHAT, RESPONSES})
  void what_the_provider_gets_differs_in_the_number_alone(String form) {
    Call call = Call.of(form, "\"store\":false,".repeat(form.startsWith("/v1/m") ? 0 : 1));
    String sent = sentFor(call);
    assertThat(sent.replaceFirst(" [0-9]+ ", " 32000 ")).isEqualTo(call.body());
    assertThat(sent).isNotEqualTo(call.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, RESPONSES})
  void a_limit_that_the_client_left_to_the_gateway_is_lowered_too(String form) {
    Call call = Call.of(form, "");
    String null_ = sentFor(call.asking(" null "));
    assertThat(null_.replaceFirst(" [0-9]+ ", " null ")).isEqualTo(call.asking(" null ").body());
    Call unsaid = new Call(call.path(), call.body().replaceFirst("\"max[a-z_]+\" : 32000 ,", ""));
    assertThat(sentFor(unsaid))
        .matches("\\{\"max[a-z_]+\":[0-9]{4,5},.*")
        .endsWith(unsaid.body().substring(1));
  }

  @Test
  void a_stream_of_a_chat_is_lowered_and_asked_for_its_usage() {
    Call call = Call.of(CHAT, "\"stream\":true,");
    assertThat(sentFor(call).replaceFirst(" [0-9]+ ", " 32000 "))
        .isEqualTo("{\"stream_options\":{\"include_usage\":true}," + call.body().substring(1));
  }

  @Test
  void a_limit_that_is_said_by_two_names_for_the_provider_is_lowered_in_both() {
    String house =
        """
        {"version": "house", "models": [{"model": "house-llm", "aliases": [], "provider": "basement", "class": "house",
        "contextWindow": 32000, "maxOutput": 4000, "geo": {"global": "1"}, "webSearch": "0", "rates": {"standard": [
        {"input": "1", "write5m": "1", "write1h": "1", "cacheRead": "1", "output": "10", "source": "our own bill", "date": "2026-11-01"}]}}]}
        """;
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults(), PriceBook.parse(house));
        RawUpstream upstream = new RawUpstream("");
        var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
      Call call = Call.of(CHAT.replace("gpt-5", "house-llm"), "");
      rig.send(
          rig.request(call.path(), rig.key("0.15", LOWERING), call.body())
              .uri(URI.create("http://127.0.0.1:" + listener.port() + call.path())));
      assertThat(upstream.seen.getFirst().body())
          .matches("\\{\"max_tokens\":([0-9]+),.*\"max_completion_tokens\" : \\1 ,.*");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        MESSAGES + "|",
        MESSAGES + "|\"stream\":true,",
        CHAT + "|",
        CHAT + "|\"stream\":true,",
        CHAT + "|\"n\":3,\"service_tier\":\"default\",",
        RESPONSES + "|",
        RESPONSES + "|\"stream\":true,"
      })
  void the_limit_is_as_large_as_the_budget_affords_and_the_bill_is_the_book(
      String form, @Nullable String extra) {
    try (GatewayRig rig = GatewayRig.scripted(ENDLESS)) {
      Call call = Call.of(form, extra == null ? "" : extra);
      HttpResponse<String> answer = send(rig, rig.key("0.25", LOWERING), call);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      long lowered = lowered(answer);
      rig.assertBillIsBook();
      assertThat(rig.spent()).isLessThanOrEqualTo(Money.ofUsd("0.25"));
      KeySecret strict = rig.key("0.25");
      assertThat(send(rig, strict, call.asking("" + (lowered + 1))).body())
          .as("one more does not fit")
          .contains("max_tokens lowered by 1, to " + lowered);
      HttpResponse<String> same = send(rig, strict, call.asking("" + lowered));
      assertThat(same.statusCode()).as("and this does").isEqualTo(200);
      assertNotLowered(same);
      rig.assertBillIsBook();
    }
  }

  @Test
  void by_default_nothing_is_lowered() {
    try (GatewayRig rig = GatewayRig.scripted(ENDLESS)) {
      HttpResponse<String> refused = send(rig, rig.key("0.25"), Call.of(MESSAGES, ""));
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("billing_error", "more than the limit", "lowered by");
      assertNotLowered(refused);
      assertThat(rig.bill()).isEqualTo(Money.ZERO);
    }
  }

  @Test
  void what_fits_is_sent_as_it_came() {
    try (GatewayRig rig = GatewayRig.scripted()) {
      HttpResponse<String> answer = send(rig, rig.key("1", LOWERING), Call.of(MESSAGES, ""));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertNotLowered(answer);
      rig.assertBillIsBook();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "32000, 0.0799, 'with max_tokens lowered from 32000 to 8000, the least there may be: less than a quarter'",
    "2000, 0.0102, 'lowered from 2000 to 1024'",
    "1024, 0.0102, 'Its max_tokens of 1024 was not lowered'",
    "800, 0.0070, 'Its max_tokens of 800 was not lowered'"
  })
  void an_answer_that_would_be_too_short_is_refused_and_told_why(
      long asked, String usd, String why) {
    try (GatewayRig rig = GatewayRig.scripted(ENDLESS)) {
      HttpResponse<String> refused =
          send(rig, rig.key(usd, LOWERING), Call.of(MESSAGES, "").asking("" + asked));
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("x-should-retry")).hasValue("false");
      assertThat(refused.body()).contains("billing_error", "more than the limit of budget", why);
      assertThat(rig.bill()).isEqualTo(Money.ZERO);
    }
  }

  @Test
  void a_limit_is_never_lowered_to_what_may_be_thought() {
    String thinking = "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":16000},";
    try (GatewayRig rig = GatewayRig.scripted(ENDLESS)) {
      HttpResponse<String> refused =
          send(rig, rig.key("0.15", LOWERING), Call.of(MESSAGES, thinking));
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body())
          .contains(
              "with max_tokens lowered from 32000 to 16001, the least there may be: its thinking may take 16000");
      assertThat(rig.bill()).isEqualTo(Money.ZERO);

      HttpResponse<String> answer =
          send(rig, rig.key("0.2", LOWERING), Call.of(MESSAGES, thinking));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(lowered(answer)).isGreaterThan(16_000);
      rig.assertBillIsBook();

      String beyond = thinking.replace("16000", "9223372036854775807");
      HttpResponse<String> interleaved =
          send(rig, rig.key("0.2", LOWERING), Call.of(MESSAGES, beyond));
      assertThat(interleaved.body())
          .contains("Its max_tokens of 32000 was not lowered: its thinking may take 92233720");
    }
  }

  @Test
  void a_used_up_budget_refuses_as_it_always_did() {
    try (GatewayRig rig = GatewayRig.scripted(ENDLESS)) {
      KeySecret key = rig.key("0.25", LOWERING);
      assertThat(send(rig, key, Call.of(MESSAGES, "")).statusCode()).isEqualTo(200);
      HttpResponse<String> refused = send(rig, key, Call.of(MESSAGES, "").asking("20000"));
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("x-should-retry")).hasValue("false");
      assertThat(refused.body()).contains("billing_error", "has no room for this call");
      assertNotLowered(refused);
      rig.assertBillIsBook();
    }
  }

  @Test
  void a_call_waits_for_all_of_its_room_and_is_lowered_only_when_its_patience_ends()
      throws InterruptedException {
    GatewaySettings d = GatewaySettings.DEFAULT;
    GatewaySettings hasty =
        new GatewaySettings(
            d.maxBodyBytes(),
            d.maxBodiesBytes(),
            d.maxReadingBytes(),
            d.maxDrains(),
            Duration.ZERO,
            d.holdLifetime(),
            d.upstream(),
            d.rememberedPrompts());
    try (GatewayRig rig = GatewayRig.scripted(ENDLESS);
        var listener = rig.listen(rig.provider.uri(), hasty)) {
      KeySecret key = rig.key("0.40", LOWERING);
      HoldId other = HoldId.mint(InstantSource.system().instant(), new byte[10]);
      assertThat(
              rig.ledger.hold(
                  new HoldRequest(
                      other,
                      key.id(),
                      List.of("m"),
                      Money.ofUsd("0.15"),
                      Duration.ofMinutes(1),
                      Duration.ZERO)))
          .isInstanceOf(HoldReply.Held.class);

      Call call = Call.of(MESSAGES, "");
      HttpResponse<String> answer =
          rig.send(
              rig.request(call.path(), key, call.body())
                  .uri(URI.create("http://127.0.0.1:" + listener.port() + call.path())));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(lowered(answer)).isBetween(20_000L, 25_000L);
      rig.ledger.voidHold(other, "never sent");
      rig.assertBillIsBook();
    }
  }

  @Test
  void twenty_at_once_use_up_a_budget_that_none_of_them_fits_and_are_never_above_it()
      throws Exception {
    Money limit = Money.ofUsd("0.30");
    try (GatewayRig rig = GatewayRig.scripted("{\"reply\":[{\"text_tokens\":3000}]}")) {
      rig.budget("run:*", Window.TOTAL, "0.30");
      assertThat(atOnce(rig, rig.run(1))).as("without lowering").doesNotContain(200);
      assertThat(rig.spent()).isEqualTo(Money.ZERO);

      List<Integer> statuses = atOnce(rig, rig.key("0.30", LOWERING));

      assertThat(statuses).containsOnly(200, 429);
      rig.assertBillIsBook();
      assertThat(rig.bill()).isLessThanOrEqualTo(limit);
      assertThat(rig.bill().plus(Money.ofUsd("0.11")))
          .as("the least that a call may be lowered to would not have fit any more")
          .isGreaterThan(limit);
    }
  }

  private static List<Integer> atOnce(GatewayRig rig, KeySecret key) throws Exception {
    Callable<Integer> caller =
        () -> send(rig, key, Call.of(MESSAGES, "\"stream\":true,")).statusCode();
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> each : callers.invokeAll(Collections.nCopies(20, caller))) {
        statuses.add(each.get());
      }
    }
    return statuses;
  }
}
