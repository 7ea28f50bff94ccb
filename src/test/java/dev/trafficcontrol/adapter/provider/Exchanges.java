package dev.trafficcontrol.adapter.provider;

import dev.trafficcontrol.gateway.Body;
import dev.trafficcontrol.gateway.Header;
import dev.trafficcontrol.gateway.Headers;
import dev.trafficcontrol.gateway.Protocol;
import dev.trafficcontrol.gateway.UpstreamAnswer;
import dev.trafficcontrol.gateway.UpstreamCall;
import dev.trafficcontrol.gateway.UpstreamRequest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Exchanges with a [Peer], as the gateway makes them.
final class Exchanges {

  /// Longer than anything here takes: who meets it hangs.
  static final UpstreamCall.Patience LONG =
      new UpstreamCall.Patience(
          Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60));

  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /// An answer as it was read.
  record Read(int status, String body) {}

  private Exchanges() {}

  static HttpProvider with(Peer peer) {
    return new HttpProvider(endpoint("http://127.0.0.1:" + peer.port()));
  }

  static ProviderEndpoint endpoint(String baseUrl) {
    return new ProviderEndpoint(
        Protocol.ANTHROPIC,
        URI.create(baseUrl),
        new ProviderKey("sk-ant-secret"),
        Duration.ofSeconds(10));
  }

  static UpstreamRequest request(String body, Header... fields) {
    return new UpstreamRequest(
        "POST",
        "/v1/messages",
        Headers.of(fields),
        Body.owning(body.getBytes(StandardCharsets.ISO_8859_1)));
  }

  static HttpExchange exchange(HttpProvider provider, String body) {
    return new HttpExchange(provider, request(body));
  }

  /// One exchange from its beginning to its end.
  static Read read(HttpProvider provider) {
    try (HttpExchange exchange = exchange(provider, "?")) {
      return read(exchange.send(LONG));
    }
  }

  static Read read(UpstreamAnswer answer) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[9000];
    for (int length = answer.read(piece); length >= 0; length = answer.read(piece)) {
      body.write(piece, 0, length);
    }
    return new Read(answer.status(), body.toString(StandardCharsets.ISO_8859_1));
  }

  /// Whether none is kept any more, or what was kept turned out to be of no use.
  static boolean areGivenUp(KeptWires wires) {
    Wire wire = wires.take();
    if (wire != null) {
      wires.keep(wire);
    }
    return wire == null;
  }
}
