package dev.trafficcontrol.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.agents.Agent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What tests saw of their own TrafficControl while they had it.
public final class Sightings {

  /// @param home its folder; the one above it is the test's
  record Sighting(Path home, URI gateway, URI provider, String key) {

    void assertIsGone() {
      assertThat(home.getParent()).doesNotExist();
      assertNobodyListens(gateway);
      assertNobodyListens(provider);
    }

    private static void assertNobodyListens(URI where) {
      assertThatThrownBy(
              () -> new Socket(InetAddress.getLoopbackAddress(), where.getPort()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  private static final List<Sighting> ALL = new CopyOnWriteArrayList<>();

  private Sightings() {}

  public static void note(TrafficControl traffic) {
    assertThat(traffic.home()).exists();
    assertThat(Files.isDirectory(traffic.home())).isTrue();
    ALL.add(
        new Sighting(
            traffic.home(), traffic.gateway(), ((Stage) traffic).provider(), traffic.key()));
  }

  /// A call that no user can make, for want of the provider's key and address.
  public static int asksTheProvider(TrafficControl traffic)
      throws IOException, InterruptedException {
    return Agent.asks(((Stage) traffic).provider(), Stage.PROVIDER_KEY);
  }

  /// All of them, and forgets them.
  static List<Sighting> take() {
    List<Sighting> all = List.copyOf(ALL);
    ALL.clear();
    return all;
  }
}
