package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.usage.Client;
import dev.trafficcontrol.usage.ClientNote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a call says of who has made it: heard where it is a name, and otherwise passed over.
final class ClientNamesTest {

  private static final String ASK = GatewayRig.ask("claude-sonnet-5-5", 10, false, "hello");

  private GatewayRig rig;
  private KeySecret key;

  @BeforeEach
  void open() {
    rig = GatewayRig.scripted();
    key = rig.key("5");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  /// What was noted of a call with these headers, which has to be answered.
  private Client noted(String... namesAndValues) {
    HttpRequest.Builder request = rig.request("/v1/messages", key, ASK);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      request.header(namesAndValues[i], namesAndValues[i + 1]);
    }
    assertThat(rig.send(request).statusCode()).isEqualTo(200);
    return taken();
  }

  private Client taken() {
    List<Client> clients = rig.notes.stream().map(ClientNote::client).toList();
    rig.notes.clear();
    assertThat(clients).hasSizeLessThan(2);
    return clients.isEmpty() ? Client.UNNAMED : clients.getFirst();
  }

  private static Client client(
      @Nullable String session, @Nullable String agent, @Nullable String parent) {
    return new Client(session, agent, parent);
  }

  @Test
  void claude_code_names_its_session_and_of_its_agents_all_but_the_first() {
    assertThat(noted("X-Claude-Code-Session-Id", "s1")).isEqualTo(client("s1", null, null));
    assertThat(
            noted(
                "X-Claude-Code-Session-Id", "s1",
                "x-claude-code-agent-id", "a2",
                "x-claude-code-parent-agent-id", "a1"))
        .isEqualTo(client("s1", "a2", "a1"));
  }

  @Test
  void codex_names_its_first_agent_like_the_session_and_so_it_has_no_name() {
    assertThat(noted("session-id", "s1", "thread-id", "s1")).isEqualTo(client("s1", null, null));
    assertThat(noted("session-id", "s1", "thread-id", "t2", "x-codex-parent-thread-id", "s1"))
        .isEqualTo(client("s1", "t2", null));
    assertThat(noted("session-id", "s1", "thread-id", "t3", "x-codex-parent-thread-id", "t2"))
        .isEqualTo(client("s1", "t3", "t2"));
    assertThat(noted("session_id", "old")).isEqualTo(client("old", null, null));
  }

  @Test
  void opencodes_agents_have_sessions_of_their_own_and_count_to_the_one_that_started_them() {
    assertThat(noted("X-Session-Id", "ses_1", "x-session-affinity", "ses_1"))
        .isEqualTo(client("ses_1", null, null));
    assertThat(noted("X-Session-Id", "ses_2", "x-parent-session-id", "ses_1"))
        .isEqualTo(client("ses_1", "ses_2", null));
  }

  @Test
  void a_name_that_is_said_to_us_wins_and_what_it_leaves_out_is_the_clients_own() {
    assertThat(
            noted(
                "x-claude-code-session-id", "s1",
                "x-claude-code-agent-id", "a1",
                "X-TrafficControl-Session", "nightly build"))
        .isEqualTo(client("nightly build", "a1", null));
    assertThat(
            noted(
                "x-trafficcontrol-session", "nightly",
                "x-trafficcontrol-agent", "reviewer",
                "x-trafficcontrol-parent-agent", "lead"))
        .isEqualTo(client("nightly", "reviewer", "lead"));
  }

  @Test
  void what_is_said_to_us_is_not_passed_on_and_what_a_client_says_to_its_provider_is() {
    try (RawUpstream upstream = new RawUpstream("");
        var listener = rig.listen(upstream.uri(), GatewaySettings.DEFAULT)) {
      rig.send(
          rig.request("/v1/messages", key, ASK)
              .uri(URI.create("http://127.0.0.1:" + listener.port() + "/v1/messages"))
              .header("x-trafficcontrol-session", "nightly")
              .header("X-TrafficControl-Agent", "reviewer")
              .header("x-claude-code-agent-id", "a1")
              .header("session-id", "s1"));

      assertThat(upstream.seen.getFirst().head().toLowerCase(Locale.ROOT))
          .doesNotContain("x-trafficcontrol")
          .contains("x-claude-code-agent-id: a1", "session-id: s1");
    }
  }

  @Test
  void nothing_is_noted_of_a_call_that_names_nobody_or_that_holds_no_money() {
    assertThat(noted()).isEqualTo(Client.UNNAMED);
    KeySecret poor = rig.key("0.000001");
    assertThat(
            rig.send(rig.request("/v1/messages", poor, ASK).header("session-id", "s1"))
                .statusCode())
        .isEqualTo(429);
    assertThat(rig.notes).isEmpty();
  }

  @Test
  void what_is_no_name_is_passed_over_and_the_call_is_answered_as_ever() {
    String longest = "x".repeat(100);
    assertThat(noted("session-id", longest)).isEqualTo(client(longest, null, null));
    assertThat(noted("session-id", longest + "x")).isEqualTo(Client.UNNAMED);
    assertThat(noted("session-id", "y".repeat(10_000))).isEqualTo(Client.UNNAMED);
    assertThat(noted("x-trafficcontrol-session", "z".repeat(10_000), "session-id", "s1"))
        .isEqualTo(client("s1", null, null));
    assertThat(noted("session-id", "'; DROP TABLE tc_batches; --"))
        .isEqualTo(client("'; DROP TABLE tc_batches; --", null, null));
  }

  @Test
  void a_header_that_says_two_things_says_nothing_and_one_that_says_a_thing_twice_does() {
    assertThat(noted("session-id", "s1", "Session-Id", "s2", "x-session-id", "ses_1"))
        .isEqualTo(client("ses_1", null, null));
    assertThat(noted("session-id", "s1", "Session-Id", "s1")).isEqualTo(client("s1", null, null));
  }

  @Test
  void bytes_that_are_no_text_are_no_name() throws IOException {
    for (String hostile :
        List.of("a\u0001b", "\u001b[31mred", "caf\u00e9", "\u00ff", "tab\tbed", "del\u007f", "")) {
      String answer = raw("session-id: " + hostile + "\r\nthread-id: t1\r\n");
      // A listener may refuse what HTTP forbids; what it lets in is answered, and not noted.
      assertThat(answer).startsWith("HTTP/1.1 ");
      if (answer.startsWith("HTTP/1.1 200")) {
        assertThat(taken()).as(hostile).isEqualTo(client(null, "t1", null));
      } else {
        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(rig.notes).isEmpty();
      }
    }
  }

  private String raw(String headers) throws IOException {
    String head =
        "POST /v1/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nx-api-key: %s\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(key.reveal(), headers, ASK.length());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.listener.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write((head + ASK).getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
