package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.money.Money;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What the client sent is what the provider gets, but for the keys, which never meet.
final class ForwardingTest {

  private static final String OK =
      """
      {"type":"message","model":"claude-sonnet-5-5","content":[{"type":"text","text":"ø"}],"stop_reason":"end_turn",\
      "usage":{"input_tokens":10,"output_tokens":5}}\
      """;

  @Test
  void a_beta_that_is_not_passed_on_does_not_make_two_prompts_one() throws IOException {
    try (GatewayRig rig = GatewayRig.scripted()) {
      // Held by its bytes at $0.066, metered at about a quarter: twice that is not in the budget.
      KeySecret key = rig.key("0.075");
      String body = GatewayRig.ask("claude-sonnet-5-5", 10, false, "a word ".repeat(4_285));
      String beta = "anthropic-beta: some-beta-2026-01-01\r\n";

      assertThat(raw(rig, key, beta + "Connection: close, anthropic-beta\r\n", body))
          .startsWith("HTTP/1.1 200");
      assertThat(raw(rig, key, beta + "Connection: close\r\n", body))
          .as("another prompt, bounded by its bytes")
          .startsWith("HTTP/1.1 429");
      assertThat(raw(rig, key, "Connection: close\r\n", body))
          .as("the same prompt, bounded by what it was metered at")
          .startsWith("HTTP/1.1 200");
    }
  }

  private static String raw(GatewayRig rig, KeySecret key, String headers, String body)
      throws IOException {
    String head =
        "POST /v1/messages HTTP/1.1\r\nHost: x\r\nx-api-key: %s\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(key.reveal(), headers, body.length());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.listener.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void the_body_is_forwarded_byte_for_byte_with_the_providers_key_and_without_the_clients() {
    try (GatewayRig rig = GatewayRig.scripted();
        RawUpstream upstream = new RawUpstream(answer("200 OK", OK));
        var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
      KeySecret key = rig.key("5");
      String body =
          " {\"max_tokens\" : 10,\n\t\"model\":\"claude-sonnet-5-5\", \"messages\":[{\"role\":\"user\",\"content\":\"n\\u00e4h \\ud83d\\ude00 ✓\"}] }\n";
      HttpResponse<String> answer =
          rig.send(
              rig.request("/v1/messages?beta=true", key, body)
                  .uri(at(listener.port(), "/v1/messages?beta=true"))
                  .header("x-api-key", key.reveal())
                  .header("accept-encoding", "gzip, br")
                  .header("anthropic-beta", "some-beta-2026-01-01")
                  .header("cookie", "a=b")
                  .header("x-claude-code-session-id", "s1"));

      assertThat(answer.body()).isEqualTo(OK);
      RawUpstream.Seen seen = upstream.seen.getFirst();
      String head = seen.head().toLowerCase(Locale.ROOT);
      assertThat(seen.body()).isEqualTo(body);
      assertThat(seen.head()).startsWith("POST /v1/messages?beta=true HTTP/1.1\r\n");
      assertThat(head)
          .contains("x-api-key: " + GatewayRig.PROVIDER_KEY)
          .contains("anthropic-version: 2023-06-01")
          .contains("anthropic-beta: some-beta-2026-01-01")
          .contains("x-claude-code-session-id: s1")
          .contains("content-type: application/json")
          .contains("accept-encoding: identity")
          .doesNotContain("authorization")
          .doesNotContain("cookie")
          .doesNotContain("gzip")
          .doesNotContain(key.reveal().toLowerCase(Locale.ROOT));
      assertThat(head.split("x-api-key", -1)).hasSize(2);
      // 10 tokens at $2 and 5 at $10 a million; where it was computed was not said, so the dearer.
      assertThat(rig.spent()).isEqualTo(Money.ofUsd("0.000077"));
    }
  }

  @Test
  void the_providers_key_never_comes_back_whoever_echoes_it() {
    String echo = "<html>your request had x-api-key: " + GatewayRig.PROVIDER_KEY + "</html>";
    try (GatewayRig rig = GatewayRig.scripted();
        RawUpstream upstream =
            new RawUpstream(
                answer("502 Bad Gateway\r\nx-debug: " + GatewayRig.PROVIDER_KEY, echo));
        var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
      HttpResponse<String> answer = ask(rig, listener.port());

      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).contains("your request had").hasSameSizeAs(echo);
      assertThat(answer.body() + answer.headers().map()).doesNotContain(GatewayRig.PROVIDER_KEY);
    }
  }

  @Test
  void F33_a_redirect_is_not_followed_and_an_exchange_that_broke_is_not_sent_again() {
    for (String answered :
        new String[] {"", answer("307 Temporary Redirect\r\nlocation: http://127.0.0.1:1/", "")}) {
      try (GatewayRig rig = GatewayRig.scripted();
          RawUpstream upstream = new RawUpstream(answered);
          var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
        HttpResponse<String> answer = ask(rig, listener.port());

        assertThat(answer.statusCode()).isEqualTo(answered.isEmpty() ? 502 : 307);
        assertThat(upstream.seen).hasSize(1);
        assertThat(rig.spent().isZero()).as("it may have been billed").isFalse();
        assertThat(rig.ledger.openHolds()).isEmpty();
      }
    }
  }

  @Test
  void a_truncated_answer_is_seen_to_break_off_and_is_charged() {
    String whole = answer("200 OK", OK);
    try (GatewayRig rig = GatewayRig.scripted();
        RawUpstream upstream = new RawUpstream(whole.substring(0, whole.length() - 3));
        var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
      try {
        HttpResponse<String> answer = ask(rig, listener.port());
        assertThat(answer.body()).as("a client must not take this for whole").isNull();
      } catch (java.io.UncheckedIOException brokeOff) {
        assertThat(rig.spent()).isGreaterThan(Money.ofUsd("0.0001"));
        assertThat(rig.ledger.openHolds()).isEmpty();
      }
    }
  }

  private static HttpResponse<String> ask(GatewayRig rig, int port) {
    return rig.send(
        rig.request(
                "/v1/messages",
                rig.key("5"),
                GatewayRig.ask("claude-sonnet-5-5", 100, false, "hello"))
            .uri(at(port, "/v1/messages")));
  }

  private static URI at(int port, String target) {
    return URI.create("http://127.0.0.1:" + port + target);
  }

  private static String answer(String status, String body) {
    return "HTTP/1.1 "
        + status
        + "\r\ncontent-type: application/json\r\nset-cookie: c=d\r\ncontent-length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }
}
