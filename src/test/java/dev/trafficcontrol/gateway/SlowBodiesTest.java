package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.http.ClientPatience;
import dev.trafficcontrol.adapter.http.GatewayListener;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that send slowly, or announce more than they send, stand in nobody's way.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SlowBodiesTest {

  private static final int LONGEST = GatewaySettings.DEFAULT.maxBodyBytes();

  /// Together they announce half as much again as may be in memory.
  private static final int ANNOUNCERS = 12;

  private static final ClientPatience BRIEF =
      new ClientPatience(
          Duration.ofSeconds(30),
          Duration.ofMillis(300),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30));

  private static Socket announce(int port, KeySecret key) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    String head =
        "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nx-api-key: "
            + key.reveal()
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + LONGEST
            + "\r\n\r\n{";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void announcing_a_body_takes_no_room_from_others() throws IOException {
    List<Socket> announcers = new ArrayList<>();
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      KeySecret key = rig.key("5");
      for (int i = 0; i < ANNOUNCERS; i++) {
        announcers.add(announce(rig.listener.port(), key));
      }
      assertThat(
              rig.messages(key, GatewayRig.ask("claude-sonnet-5-5", 100, true, "a")).statusCode())
          .isEqualTo(200);
    } finally {
      for (Socket socket : announcers) {
        socket.close();
      }
    }
  }

  @Test
  void a_body_that_does_not_arrive_in_time_ends_its_connection() throws IOException {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults());
        GatewayListener strict = rig.listen(rig.provider.uri(), GatewaySettings.DEFAULT, BRIEF);
        Socket silent = announce(strict.port(), rig.key("5"))) {
      assertThat(silent.getInputStream().read()).as("its end").isNegative();
    }
  }

  @Test
  void a_body_that_trickles_ends_its_connection_too() throws IOException {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults());
        GatewayListener strict = rig.listen(rig.provider.uri(), GatewaySettings.DEFAULT, BRIEF);
        Socket trickling = announce(strict.port(), rig.key("5"))) {
      trickling.setSoTimeout(1);
      assertThat(wasCutWhileTrickling(trickling)).isTrue();
    }
  }

  /// Sends on until nobody takes it any more.
  private static boolean wasCutWhileTrickling(Socket socket) {
    while (true) {
      try {
        socket.getOutputStream().write(' ');
        if (socket.getInputStream().read() < 0) {
          return true;
        }
      } catch (java.net.SocketTimeoutException nothingYet) {
        // It is still read.
      } catch (IOException cut) {
        return true;
      }
    }
  }
}
