package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class TakenPortTest {

  @Test
  void a_port_that_is_taken_is_refused_by_its_name_and_not_listened_beside() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress taken =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), other.getLocalPort());

      assertThatThrownBy(
              () -> SimulatedProvider.start(SimulatorOptions.defaults().withListen(taken)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(other.getLocalPort() + " is taken");
    }
  }
}
