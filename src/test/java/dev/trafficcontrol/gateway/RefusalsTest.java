package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.Kill;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What must not be sent is not sent, and the client is told why in words it understands.
final class RefusalsTest {

  private static final GatewayRig RIG = new GatewayRig(SimulatorOptions.defaults());
  private static final String ASK = GatewayRig.ask("claude-sonnet-5-5", 1000, false, "hello");

  @AfterAll
  static void close() {
    assertThat(RIG.bill()).as("nothing in this class was ever paid for").isEqualTo(Money.ZERO);
    RIG.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/messages/batches",
        "/v1/files",
        "/v1/complete",
        "/v1/embeddings",
        "/v1/completions",
        "/v1/chat/completions/",
        "/v1/responses/r1",
        "/v1/responses/compact",
        "/v1/audio/speech",
        "/v1/images/generations",
        "/v1/batches",
        "/v1/messages/",
        "//v1/messages",
        "/v1//messages",
        "/v1/messages;a=b",
        "/v1/./messages",
        "/v1/x/../messages",
        "/v1/%6dessages",
        "/v1/messages%2e",
        "/V1/messages",
        "/v1/messages?beta=true&x=1",
        "/v1/messages?",
        "/v1/messages#x",
        "http://api.anthropic.com/v1/messages",
        "/"
      })
  void F29_an_unmetered_route_is_refused(String target) throws IOException {
    String answer = raw("POST", target, RIG.key("5"), ASK);

    assertThat(answer)
        .startsWith("HTTP/1.1 404 ")
        .contains("\"type\":\"error\"")
        .contains("not_found_error")
        .contains("does not meter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
  void F29_another_method_on_a_metered_path_is_refused(String method) throws IOException {
    assertThat(raw(method, "/v1/messages", RIG.key("5"), ASK))
        .startsWith("HTTP/1.1 404 ")
        .contains("does not meter");
  }

  @Test
  void F31_embeddings_leave_no_way_around_the_ledger() throws IOException {
    assertThat(raw("POST", "/v1/embeddings", RIG.key("5"), ASK))
        .startsWith("HTTP/1.1 404 ")
        .contains("does not meter");
  }

  @Test
  void a_probe_is_answered_without_a_key_and_without_the_provider() {
    HttpResponse<String> answer =
        RIG.send(
            HttpRequest.newBuilder(RIG.uri("/"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void F34_without_one_living_key_nothing_is_sent() throws IOException {
    KeySecret key = RIG.key("5");
    assertThat(raw("POST", "/v1/messages", "", ASK)).startsWith("HTTP/1.1 401 ");
    for (String credentials :
        List.of(
            "x-api-key: sk-ant-simulated",
            "x-api-key: " + key.reveal().substring(0, key.reveal().length() - 1) + "-",
            "Authorization: Basic " + key.reveal(),
            "x-api-key: " + key.reveal() + "\r\nAuthorization: Bearer " + RIG.key("5").reveal())) {
      assertThat(raw("POST", "/v1/messages", credentials, ASK))
          .startsWith("HTTP/1.1 401 ")
          .contains("authentication_error");
    }
  }

  @Test
  void a_key_of_another_environment_is_told_which_one_it_names() throws IOException {
    String production = KeySecret.mintFor("production", new byte[KeySecret.RANDOM_BYTES]).reveal();
    assertThat(raw("POST", "/v1/messages", "x-api-key: " + production, ASK))
        .startsWith("HTTP/1.1 401 ")
        .contains("this one names the environment `production`: is this the gateway of that one?")
        .doesNotContain(production);
    assertThat(raw("POST", "/v1/messages", "x-api-key: tck_nobody", ASK))
        .doesNotContain("environment");
  }

  @Test
  void F36_an_unknown_model_is_refused_by_name() {
    HttpResponse<String> answer =
        RIG.messages(RIG.key("5"), GatewayRig.ask("claude-opus-6", 100, true, "x"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid_request_error").contains("claude-opus-6");
    assertThat(answer.headers().firstValue("x-should-retry")).hasValue("false");
  }

  @Test
  void F35_a_body_that_can_not_be_bounded_is_refused_by_name() {
    HttpResponse<String> answer =
        RIG.messages(
            RIG.key("5"), ASK.replaceFirst("\\{", "{\"mcp_servers\":[{\"url\":\"https://x\"}],"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("mcp_servers");
  }

  @Test
  void a_compressed_body_or_another_charset_is_refused() throws IOException {
    String key = "x-api-key: " + RIG.key("5").reveal();
    assertThat(raw("POST", "/v1/messages", key + "\r\nContent-Encoding: gzip", ASK))
        .startsWith("HTTP/1.1 400 ")
        .contains("invalid_request_error");
    assertThat(
            raw(
                "POST",
                "/v1/messages",
                key + "\r\nContent-Type: application/json; charset=utf-7",
                ASK))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void a_body_above_the_limit_is_refused_before_it_is_read() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RIG.listener.port())) {
      String head =
          "POST /v1/messages HTTP/1.1\r\nHost: x\r\nx-api-key: "
              + RIG.key("5").reveal()
              + "\r\nContent-Length: 40000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      assertThat(readAll(socket)).startsWith("HTTP/1.1 413 ").contains("request_too_large");
    }
  }

  @Test
  void a_hostile_framing_is_refused() throws IOException {
    String key = "x-api-key: " + RIG.key("5").reveal();
    assertThat(raw("POST", "/v1/messages", key + "\r\nTransfer-Encoding: chunked", ASK))
        .startsWith("HTTP/1.1 400 ");
    assertThat(raw("POST", "/v1/messages", key + "\r\nContent-Length: 3", ASK))
        .startsWith("HTTP/1.1 4");
  }

  @Test
  void F27_a_call_larger_than_the_limit_is_refused_whole_and_says_what_would_fit() {
    HttpResponse<String> answer =
        RIG.messages(RIG.key("0.10"), GatewayRig.ask("claude-sonnet-5-5", 64_000, true, "x"));

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("x-should-retry")).hasValue("false");
    assertThat(answer.body())
        .contains("billing_error")
        .contains("key:")
        .contains("limit 0.10")
        .contains("spent $0.00")
        .containsPattern("max_tokens lowered by \\d+, to \\d+");
    String fits = answer.body().replaceAll("(?s).*, to (\\d+).*", "$1");
    assertThat(Long.parseLong(fits)).isBetween(8_000L, 10_000L);
  }

  @Test
  void F05_an_exhausted_budget_names_itself_and_when_it_frees() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      rig.budget("global", Window.ROLLING_HOUR, "0.03");
      KeySecret key = rig.key("5");
      HttpResponse<String> answer = untilRefused(rig, key);
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.body())
          .contains("billing_error")
          .contains("budget global/rolling-hour")
          .contains("It frees at");
      assertThat(answer.headers().firstValue("x-should-retry")).hasValue("false");
      assertThat(answer.headers().firstValueAsLong("retry-after").orElseThrow())
          .isBetween(1L, 3_700L);
      assertThat(rig.spent()).isEqualTo(rig.bill()).isLessThanOrEqualTo(Money.ofUsd("0.03"));
    }
  }

  @Test
  void F05_of_two_exhausted_budgets_the_one_that_frees_last_is_named() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      KeySecret key = rig.key("5");
      rig.budget("global", Window.ROLLING_HOUR, "0.03");
      rig.budget("key:" + key.id(), Window.ROLLING_DAY, "0.03");
      HttpResponse<String> answer = untilRefused(rig, key);
      assertThat(answer.body()).contains("billing_error", "/rolling-day (limit 0.03");
      assertThat(answer.headers().firstValueAsLong("retry-after").orElseThrow())
          .isBetween(85_000L, 88_000L);
    }
  }

  private static HttpResponse<String> untilRefused(GatewayRig rig, KeySecret key) {
    String ask = GatewayRig.ask("claude-sonnet-5-5", 1000, true, "more");
    HttpResponse<String> answer = rig.messages(key, ask);
    for (int call = 0; call < 200 && answer.statusCode() == 200; call++) {
      answer = rig.messages(key, ask);
    }
    return answer;
  }

  @Test
  void F13_calls_that_would_fit_one_after_the_other_wait_and_all_succeed() throws Exception {
    try (GatewayRig rig = GatewayRig.scripted("{\"reply\":[{\"text_tokens\":50}]}")) {
      KeySecret key = rig.key("0.10");
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int client = 0; client < 12; client++) {
          answers.add(
              clients.submit(
                  () -> rig.messages(key, GatewayRig.ask("claude-sonnet-5-5", 8000, true, "x"))));
        }
      }
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
      }
      assertThat(rig.spent()).isEqualTo(rig.bill());
    }
  }

  @Test
  void a_call_that_waited_in_vain_may_be_tried_again() {
    GatewaySettings d = GatewaySettings.DEFAULT;
    GatewaySettings impatient =
        new GatewaySettings(
            d.maxBodyBytes(),
            d.maxBodiesBytes(),
            d.maxReadingBytes(),
            d.maxDrains(),
            Duration.ofMillis(1),
            d.holdLifetime(),
            d.upstream(),
            d.rememberedPrompts());
    String silent =
        "{\"rules\":[{\"reply\":[{\"silence\":{\"ms\":60000,\"after_events\":0}},{\"text\":\"x\"}]}]}";
    try (GatewayRig rig =
            new GatewayRig(SimulatorOptions.defaults().withScript(silent), impatient);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      KeySecret key = rig.key("0.10");
      String ask = GatewayRig.ask("claude-sonnet-5-5", 8000, true, "x");
      var _ = clients.submit(() -> rig.messages(key, ask));
      await().until(() -> !rig.ledger.openHolds().isEmpty());

      HttpResponse<String> second = rig.messages(key, ask);

      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.body()).contains("rate_limit_error").contains("calls in flight");
      assertThat(second.headers().firstValue("retry-after")).isPresent();
      assertThat(second.headers().firstValue("x-should-retry")).isEmpty();
      rig.calls.cutAll("the test is over");
    }
  }

  @Test
  void after_a_kill_or_a_trip_nothing_is_sent() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      KeySecret key = rig.key("5");
      rig.ledger.ask(new TripBreaker(TripKind.SOFT, "burned too fast", "monitor"));
      HttpResponse<String> tripped = rig.messages(key, ASK);
      rig.ledger.ask(new Kill("all must end", "owner"));
      HttpResponse<String> killed = rig.messages(key, ASK);

      assertThat(tripped.statusCode()).isEqualTo(429);
      assertThat(tripped.body()).contains("billing_error").contains("burned too fast");
      assertThat(killed.statusCode()).isEqualTo(429);
      assertThat(killed.body()).contains("billing_error").contains("all must end");
      assertThat(killed.headers().firstValue("x-should-retry")).hasValue("false");
      assertThat(rig.bill()).isEqualTo(Money.ZERO);
    }
  }

  @Test
  void F09_a_hold_that_can_not_be_written_refuses_the_call() {
    MemoryBook book = new MemoryBook();
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults(), book)) {
      KeySecret key = rig.key("5");
      book.failNext(1_000_000, MemoryBook.Fault.BEFORE_WRITING);
      HttpResponse<String> answer = rig.messages(key, ASK);
      book.failNext(0, MemoryBook.Fault.NONE);

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("overloaded_error");
      assertThat(rig.bill()).isEqualTo(Money.ZERO);
    }
  }

  private static String raw(String method, String target, KeySecret key, String body)
      throws IOException {
    return raw(method, target, "x-api-key: " + key.reveal(), body);
  }

  private static String raw(String method, String target, String headers, String body)
      throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
            + content.length
            + (headers.isEmpty() ? "" : "\r\n" + headers)
            + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RIG.listener.port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(content);
      return readAll(socket);
    }
  }

  private static String readAll(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
