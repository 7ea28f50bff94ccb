package dev.trafficcontrol.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is read over HTTP, of a front door that says what the test wants.
class WebListenerTest {

  private final List<String> asked = new ArrayList<>();
  private boolean isBroken;
  private Instant now = Instant.parse("2026-11-26T12:00:00Z");
  private final WebListener listener =
      WebListener.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this::answer, () -> now);

  @AfterEach
  void close() {
    listener.close();
  }

  private Reply answer(Request request) {
    asked.add(request.verb());
    if (isBroken) {
      return new Reply.Refused(Fault.failed("it was not done", "no disk", "mend it"));
    }
    return Reply.done(
        switch (request.verb()) {
          case "status" -> STATUS;
          case "preflight" -> PREFLIGHT;
          default -> Facts.of("state", "closed");
        });
  }

  private static final Facts STATUS =
      Facts.of(
          "breaker",
          Facts.of(
              "state",
              "closed",
              "scope",
              "global",
              "others",
              List.of(Facts.of("state", "open", "scope", "model:opus"))),
          "rates",
          List.of(
              Facts.of(
                  "scope", "global", "usd_per_minute_1", "1.25", "tokens_per_minute_5", 4_000)),
          "spent",
          "12.5",
          "tasks",
          Facts.of("queued", 3, "failed", 1),
          "runs",
          List.of(Facts.of("id", "R1"), Facts.of("id", "R2")),
          "budgets",
          List.of(
              Facts.of(
                  "scope",
                  "project:a\"b",
                  "window",
                  "total",
                  "limit",
                  "10",
                  "spent",
                  "2.5",
                  "held",
                  "0.5"),
              Facts.of(
                  "scope",
                  "global",
                  "window",
                  "total",
                  "limit",
                  "unlimited",
                  "spent",
                  "1",
                  "held",
                  "0")));

  private static final Facts PREFLIGHT =
      Facts.of(
          "summary",
          Facts.of("queuedTaskCount", 70, "testTaskCount", 2),
          "checks",
          List.of(
              Facts.of("passed", true),
              Facts.of("passed", false),
              Facts.of("passed", true),
              Facts.of("passed", true)));

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void metrics_are_what_status_and_preflight_tell() throws Exception {
    HttpResponse<String> page = get("/metrics");
    assertThat(page.headers().firstValue("content-type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
    assertThat(page.body().lines())
        .contains(
            "trafficcontrol_burn_usd_per_minute{scope=\"global\"} 1.25",
            "trafficcontrol_tokens_per_minute{scope=\"global\"} 4000.0",
            "trafficcontrol_spent_usd 12.5",
            "trafficcontrol_agents 2.0",
            "trafficcontrol_tasks{state=\"queued\"} 3.0",
            "trafficcontrol_breaker{scope=\"global\"} 0.0",
            "trafficcontrol_breaker{scope=\"model:opus\"} 2.0",
            "trafficcontrol_budget_limit_usd{scope=\"project:a\\\"b\",window=\"total\"} 10.0",
            "trafficcontrol_budget_held_usd{scope=\"project:a\\\"b\",window=\"total\"} 0.5",
            "trafficcontrol_budget_spent_usd{scope=\"global\",window=\"total\"} 1.0",
            "trafficcontrol_preflight_tasks 70.0",
            "trafficcontrol_preflight_test_tasks 2.0",
            "trafficcontrol_preflight_checks_passed_ratio 0.75")
        .noneMatch(line -> line.startsWith("trafficcontrol_budget_limit_usd{scope=\"global\""));
  }

  @Test
  void a_preflight_is_made_at_most_once_a_minute_however_often_somebody_looks() throws Exception {
    get("/metrics");
    get("/metrics");
    assertThat(asked).containsExactly("status", "preflight", "status");
    now = now.plus(Duration.ofMinutes(1));
    get("/metrics");
    assertThat(asked).hasSize(5);
  }

  @Test
  void a_book_that_can_not_be_read_is_told_and_no_figure_is() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    isBroken = true;
    assertThat(get("/health").statusCode()).isEqualTo(503);
    HttpResponse<String> page = get("/metrics");
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).doesNotContain("trafficcontrol_");
  }

  @Test
  void health_is_the_ledgers_and_not_what_was_published_before_it_ended() throws Exception {
    get("/health");
    assertThat(asked).containsExactly("budget list");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 200",
    "localhost:7411, 200",
    "[::1]:7411, 200",
    "LOCALHOST, 403",
    "evil.example, 403",
    "evil.example:7411, 403",
    "127.0.0.1.evil.example, 403"
  })
  void a_page_whose_name_leads_here_reads_nothing(String host, int status) throws Exception {
    for (String path : List.of("/metrics", "/health")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
        socket
            .getOutputStream()
            .write(
                "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                    .formatted(path, host)
                    .getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(30_000);
        String first =
            new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                .readLine();
        assertThat(first).startsWith("HTTP/1.1 " + status);
      }
    }
    assertThat(asked.isEmpty()).isEqualTo(status == 403);
  }

  @Test
  void there_is_nothing_else_and_nothing_can_be_sent() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/status").statusCode()).isEqualTo(404);
    assertThat(asked).isEmpty();
  }

  @Test
  void an_address_that_is_taken_is_told() {
    InetSocketAddress taken =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
    assertThatThrownBy(() -> WebListener.start(taken, this::answer, () -> now))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is taken");
  }
}
