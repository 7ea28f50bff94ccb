package dev.trafficcontrol.adapter.provider;

import static dev.trafficcontrol.adapter.provider.Exchanges.LONG;
import static dev.trafficcontrol.adapter.provider.Exchanges.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trafficcontrol.gateway.Header;
import dev.trafficcontrol.gateway.Headers;
import dev.trafficcontrol.gateway.UpstreamRequest;
import dev.trafficcontrol.gateway.UpstreamUnreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From a base URL to a request on the wire; where that fails, not one byte of it was sent.
final class ReachingTest {

  private static HttpProvider named(String host, int port, HttpProvider.Addresses addresses) {
    return new HttpProvider(
        Exchanges.endpoint("http://" + host + ":" + port),
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        addresses);
  }

  @Test
  void a_host_with_several_addresses_is_reached_at_the_first_that_takes_it() throws IOException {
    try (Peer peer = Peer.answering(OK)) {
      InetAddress nobody = InetAddress.getByName("127.0.0.2");
      HttpProvider provider =
          named(
              "several.example",
              peer.port(),
              _ -> new InetAddress[] {nobody, nobody, InetAddress.getLoopbackAddress()});
      assertThat(Exchanges.read(provider).body()).isEqualTo("ok");
      assertThat(peer.asked).singleElement().asString().contains("Host: several.example:");

      assertUnreachable(named("several.example", peer.port(), _ -> new InetAddress[] {nobody}));
      assertThat(peer.asked).hasSize(1);
    }
  }

  @Test
  void a_host_that_nobody_knows_and_a_world_in_disorder_leave_nothing_sent() {
    assertUnreachable(
        named(
            "nowhere.example",
            80,
            host -> {
              throw new UnknownHostException(host);
            }));
    assertUnreachable(
        named(
            "disorder.example",
            80,
            host -> {
              throw new IllegalStateException(host);
            }));
  }

  private static void assertUnreachable(HttpProvider provider) {
    assertThatThrownBy(() -> Exchanges.read(provider))
        .isInstanceOf(UpstreamUnreachable.class)
        .hasMessageContaining("no connection to");
  }

  @Test
  void an_address_in_brackets_is_reached_and_named_as_it_stands() throws IOException {
    byte[] one = new byte[16];
    one[15] = 1;
    InetAddress loopback = InetAddress.getByAddress(one);
    assumeTrue(isHere(loopback), "no IPv6 here");
    Peer.Manners polite =
        line -> {
          line.listen();
          line.say(OK);
        };
    try (Peer peer = new Peer(loopback, plain -> plain, polite)) {
      HttpProvider provider =
          new HttpProvider(Exchanges.endpoint("http://[::1]:" + peer.port() + "/prefix/"));
      assertThat(Exchanges.read(provider).body()).isEqualTo("ok");
      assertThat(peer.asked.getFirst())
          .startsWith("POST /prefix/v1/messages HTTP/1.1\r\nHost: [::1]:" + peer.port() + "\r\n");
    }
  }

  private static boolean isHere(InetAddress address) {
    try (ServerSocket _ = new ServerSocket(0, 50, address)) {
      return true;
    } catch (IOException without) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "x-a            | b\\r\\nx-b: c",
        "x-a            | b\\rc",
        "x-a            | b\\nc",
        "x-a            | b\\0c",
        "x-a            | b\u2713c",
        "x-a\\r\\nx-b   | c",
        "x a            | c",
        "x-a:           | c",
        "Content-Length | 3",
        "transfer-encoding | chunked",
        "HOST           | elsewhere.example",
      })
  void a_field_that_would_end_its_line_or_speak_for_the_connection_is_never_sent(
      String name, String value) throws IOException {
    try (Peer peer = Peer.answering(OK)) {
      Header field = new Header(unescaped(name), unescaped(value));
      assertNothingSent(peer, Exchanges.request("?", field));
    }
  }

  @ParameterizedTest
  @CsvSource({"/v1 /x", "/v1\\r\\n", "/v1\u00e4"})
  void a_target_that_would_end_its_line_is_never_sent(String target) throws IOException {
    try (Peer peer = Peer.answering(OK)) {
      UpstreamRequest whole = Exchanges.request("?");
      assertNothingSent(
          peer, new UpstreamRequest(whole.method(), unescaped(target), Headers.NONE, whole.body()));
    }
  }

  private static void assertNothingSent(Peer peer, UpstreamRequest request) {
    try (HttpExchange exchange = new HttpExchange(Exchanges.with(peer), request)) {
      assertThatThrownBy(() -> exchange.send(LONG))
          .isInstanceOf(UpstreamUnreachable.class)
          .hasMessageContaining("can't be sent");
    }
    assertThat(peer.connections).hasValue(0);
  }

  private static String unescaped(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
  }
}
