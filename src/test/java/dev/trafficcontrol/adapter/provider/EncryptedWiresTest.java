package dev.trafficcontrol.adapter.provider;

import static dev.trafficcontrol.adapter.provider.Exchanges.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.gateway.UpstreamLost;
import dev.trafficcontrol.gateway.UpstreamUnreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over TLS: nobody is believed but who is known by the host's name, and a kept connection is as
/// clean as any.
final class EncryptedWiresTest {

  private static SSLContext known;

  @BeforeAll
  static void certify(@TempDir Path folder) throws Exception {
    known = Certificates.of("dns:provider.example", folder);
  }

  private static Peer peer(Peer.Manners manners) throws IOException {
    return new Peer(
        InetAddress.getLoopbackAddress(),
        plain -> known.getSocketFactory().createSocket(plain, null, false),
        manners);
  }

  private static HttpProvider with(Peer peer, String host, SSLSocketFactory believed) {
    return new HttpProvider(
        Exchanges.endpoint("https://" + host + ":" + peer.port()),
        believed,
        _ -> new InetAddress[] {InetAddress.getLoopbackAddress()});
  }

  private static HttpProvider with(Peer peer) {
    return with(peer, "provider.example", known.getSocketFactory());
  }

  private static Peer.Manners answering(String answer) {
    return line -> {
      while (true) {
        line.listen();
        line.say(answer);
      }
    };
  }

  @Test
  void an_encrypted_connection_is_kept_like_any_other() throws IOException {
    try (Peer peer = peer(answering(OK))) {
      HttpProvider provider = with(peer);
      for (int i = 0; i < 3; i++) {
        assertThat(Exchanges.read(provider).body()).isEqualTo("ok");
      }
      assertThat(peer.connections).hasValue(1);
    }
  }

  @Test
  void nothing_is_sent_to_whom_nobody_knows_or_who_is_known_by_another_name() throws IOException {
    SSLSocketFactory strangers = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (Peer peer = peer(answering(OK))) {
      assertUnreachable(with(peer, "provider.example", strangers));
      assertUnreachable(with(peer, "other.example", known.getSocketFactory()));
      assertUnreachable(with(peer, "127.0.0.1", known.getSocketFactory()));
      assertThat(peer.asked).isEmpty();
    }
    try (Peer plain = new Peer(line -> line.say(OK))) {
      assertUnreachable(with(plain));
    }
  }

  private static void assertUnreachable(HttpProvider provider) {
    assertThatThrownBy(() -> Exchanges.read(provider)).isInstanceOf(UpstreamUnreachable.class);
  }

  /// One TLS record holds both, so that what is too much is decrypted before anybody asks.
  @Test
  void what_came_decrypted_behind_an_answer_is_never_the_next_answer() throws IOException {
    String long1 = "1".repeat(9000);
    String counted = "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n";
    Peer.Manners manners =
        line -> {
          line.listen();
          if (line.number == 0) {
            // A piece of its own for the head, so that the body is read past what is read ahead.
            line.say(counted);
            line.say(long1 + OK.replace("ok", "no"));
          } else {
            line.say(OK);
          }
          line.awaitLeft();
        };
    try (Peer peer = peer(manners)) {
      HttpProvider provider = with(peer);
      assertThat(Exchanges.read(provider).body()).isEqualTo(long1);
      assertThat(Exchanges.read(provider).body()).isEqualTo("ok");
      assertThat(peer.connections).hasValue(2);
    }
  }

  @Test
  void a_counted_answer_that_is_cut_off_without_a_goodbye_breaks() throws IOException {
    Peer.Manners manners =
        line -> {
          line.listen();
          line.say(OK.substring(0, OK.length() - 1));
          line.drop();
        };
    try (Peer peer = peer(manners)) {
      HttpProvider provider = with(peer);
      assertThatThrownBy(() -> Exchanges.read(provider)).isInstanceOf(UpstreamLost.class);
      assertThat(provider.wires().take()).isNull();
    }
  }
}
