package dev.trafficcontrol.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A provider that streams chat completions, one token each 20 ms, as many as were asked for. Each
/// token is the time at which it was sent.
final class StreamingProvider implements AutoCloseable {

  private static final long BETWEEN_TOKENS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Pattern LIMIT = Pattern.compile("\"max_(?:completion_)?tokens\":(\\d+)");

  private final PeerServer server;
  private final AtomicLong lastSent = new AtomicLong();

  StreamingProvider(int port) throws IOException {
    server = new PeerServer(port, this::serve);
  }

  /// When the last token of all was sent, by `System.nanoTime()`.
  long lastSent() {
    return lastSent.get();
  }

  private void serve(Peer peer) throws IOException {
    while (true) {
      Peer.Head head = peer.head();
      Matcher limit = LIMIT.matcher(new String(peer.body(head.length()), StandardCharsets.UTF_8));
      stream(peer, limit.find() ? Integer.parseInt(limit.group(1)) : 10);
    }
  }

  private void stream(Peer peer, int tokens) throws IOException {
    peer.send(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    long next = System.nanoTime();
    for (int token = 0; token < tokens; token++) {
      long now = System.nanoTime();
      send(peer, choice("{\"content\":\"" + now + "\"}", "null"));
      lastSent.accumulateAndGet(now, Math::max);
      next += BETWEEN_TOKENS;
      LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
    }
    send(peer, choice("{}", "\"stop\""));
    send(
        peer,
        "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4.1-mini-2025-04-14\",\"choices\":[],"
            + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":%d,\"total_tokens\":%d},\"service_tier\":\"default\"}"
                .formatted(tokens, tokens + 9));
    send(peer, "[DONE]");
    peer.send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static String choice(String delta, String finish) {
    return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4.1-mini-2025-04-14\",\"choices\":"
        + "[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}],\"usage\":null,\"service_tier\":\"default\"}";
  }

  private static void send(Peer peer, String data) throws IOException {
    String event = "data: " + data + "\n\n";
    peer.send(
        (Integer.toHexString(event.length()) + "\r\n" + event + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
