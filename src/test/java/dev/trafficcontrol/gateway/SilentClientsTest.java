package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.http.ClientPatience;
import dev.trafficcontrol.adapter.http.GatewayListener;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that connect and say nothing, or never say all of it, stand in nobody's way.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SilentClientsTest {

  /// More than a door takes.
  private static final int CROWD = 1_100;

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(300);

  private static final int READ_WITHIN_MILLIS = 20_000;

  private static final String BODY = GatewayRig.ask("claude-sonnet-5-5", 100, true, "a");

  private final List<Socket> sockets = new ArrayList<>();
  private GatewayRig rig;

  @BeforeEach
  void open() {
    rig = new GatewayRig(SimulatorOptions.defaults());
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    rig.close();
  }

  private GatewayListener listener(Duration head, Duration whole, Duration idle) {
    return rig.listen(
        rig.provider.uri(), GatewaySettings.DEFAULT, new ClientPatience(head, LONG, whole, idle));
  }

  private Socket connect(int port, String said) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    sockets.add(socket);
    socket.setSoTimeout(READ_WITHIN_MILLIS);
    socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String head(KeySecret key) {
    return "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nx-api-key: "
        + key.reveal()
        + "\r\nanthropic-version: 2023-06-01\r\nContent-Type: application/json\r\nContent-Length: "
        + BODY.length()
        + "\r\n\r\n";
  }

  private static void readToTheEndOfTheAnswer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf("message_stop\"}\n\n\r\n0\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).as(seen.toString()).isNotNegative();
      seen.append((char) next);
    }
  }

  @Test
  void a_crowd_that_says_nothing_keeps_nobody_out() throws IOException {
    for (int i = 0; i < CROWD; i++) {
      connect(rig.listener.port(), "");
    }
    assertThat(rig.messages(rig.key("5"), BODY).statusCode()).isEqualTo(200);
  }

  @Test
  void a_crowd_of_requests_without_an_end_keeps_nobody_out() throws IOException {
    for (int i = 0; i < CROWD; i++) {
      connect(rig.listener.port(), "POST /v1/messages HTTP/1.1\r\nHost: loc");
    }
    assertThat(rig.messages(rig.key("5"), BODY).statusCode()).isEqualTo(200);
  }

  @Test
  void a_crowd_that_was_refused_and_stays_keeps_nobody_out() throws IOException {
    for (int i = 0; i < CROWD; i++) {
      connect(rig.listener.port(), "GET /v1/messages HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    assertThat(rig.messages(rig.key("5"), BODY).statusCode()).isEqualTo(200);
  }

  @Test
  void a_request_in_hand_is_left_alone_whoever_comes() throws IOException {
    Socket inHand = connect(rig.listener.port(), head(rig.key("5")) + BODY.charAt(0));
    for (int i = 0; i < CROWD; i++) {
      connect(rig.listener.port(), "");
    }
    inHand.getOutputStream().write(BODY.substring(1).getBytes(StandardCharsets.US_ASCII));
    readToTheEndOfTheAnswer(inHand);
  }

  @Test
  void who_says_nothing_is_shown_out() throws IOException {
    try (GatewayListener strict = listener(SHORT, LONG, LONG)) {
      assertThat(connect(strict.port(), "").getInputStream().read()).as("its end").isNegative();
    }
  }

  @Test
  void who_spells_headers_out_is_shown_out_too() throws IOException {
    try (GatewayListener strict = listener(SHORT, LONG, LONG)) {
      Socket spelling = connect(strict.port(), "POST /v1/messages HTTP/1.1\r\nHost: ");
      spelling.setSoTimeout(1);
      assertThat(isShownOutWhileSpelling(spelling)).isTrue();
    }
  }

  @Test
  void who_asks_nothing_more_is_shown_out_after_the_answer() throws IOException {
    try (GatewayListener strict = listener(LONG, LONG, SHORT)) {
      Socket kept = connect(strict.port(), head(rig.key("5")) + BODY);
      readToTheEndOfTheAnswer(kept);
      assertThat(kept.getInputStream().read()).as("its end").isNegative();
    }
  }

  @Test
  void who_never_comes_to_an_end_is_shown_out() throws IOException {
    try (GatewayListener strict = listener(LONG, SHORT, LONG)) {
      Socket stuck = connect(strict.port(), head(rig.key("5")) + BODY.charAt(0));
      assertThat(stuck.getInputStream().read()).as("its end").isNegative();
    }
  }

  private static boolean isShownOutWhileSpelling(Socket socket) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        socket.getOutputStream().write('x');
        if (socket.getInputStream().read() < 0) {
          return true;
        }
      } catch (SocketTimeoutException nothingYet) {
        // It is still read.
      } catch (IOException cut) {
        return true;
      }
    }
    return false;
  }
}
