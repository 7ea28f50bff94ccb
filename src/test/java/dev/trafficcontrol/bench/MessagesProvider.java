package dev.trafficcontrol.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A provider of Anthropic's protocol that says at once how many tokens a prompt had, as many as
/// stand in it as `tokens=N`, and then streams a word each 20 ms until nobody takes them.
final class MessagesProvider implements AutoCloseable {

  private static final long BETWEEN_WORDS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Pattern TOKENS = Pattern.compile("tokens=(\\d+)");

  private final PeerServer server;
  private final AtomicLong lastSent = new AtomicLong();
  private final AtomicLong lastCounted = new AtomicLong();

  MessagesProvider(int port) throws IOException {
    server = new PeerServer(port, this::serve);
  }

  /// When the last word of all was sent, by `System.nanoTime()`.
  long lastSent() {
    return lastSent.get();
  }

  /// When the last prompt's tokens were said, by `System.nanoTime()`.
  long lastCounted() {
    return lastCounted.get();
  }

  private void serve(Peer peer) throws IOException {
    Peer.Head head = peer.head();
    String request = new String(peer.body(head.length()), StandardCharsets.UTF_8);
    Matcher tokens = TOKENS.matcher(request);
    peer.send(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    lastCounted.accumulateAndGet(System.nanoTime(), Math::max);
    event(
        peer,
        "message_start",
        "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-haiku-4-5\",\"content\":[],\"stop_reason\":null,"
            + "\"usage\":{\"input_tokens\":%s,\"output_tokens\":1,\"service_tier\":\"standard\"}}"
                .formatted(tokens.find() ? tokens.group(1) : "10"));
    event(
        peer,
        "content_block_start",
        "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
    words(peer);
  }

  private void words(Peer peer) throws IOException {
    long next = System.nanoTime();
    while (true) {
      event(
          peer,
          "content_block_delta",
          "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"word \"}");
      lastSent.accumulateAndGet(System.nanoTime(), Math::max);
      next += BETWEEN_WORDS;
      LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
    }
  }

  private static void event(Peer peer, String type, String fields) throws IOException {
    String event = "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, fields);
    peer.send(
        (Integer.toHexString(event.length()) + "\r\n" + event + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
