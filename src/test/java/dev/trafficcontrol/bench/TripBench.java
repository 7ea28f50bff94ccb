package dev.trafficcontrol.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// From the moment in which burn crosses its limit to the last byte of a hundred streams.
/// `bench/trip` starts what this needs.
public final class TripBench {

  private static final int STREAMS = 100;
  private static final int TOKENS_EACH = 1_000;

  /// With the streams' own more than the limit that `bench/trip` sets.
  private static final int TOKENS_THAT_CROSS = 100_000;

  private static final long LOOK_MILLIS = 20;
  private static final long SETTLED_MILLIS = 1_000;

  private TripBench() {}

  public static void main(String[] args) throws Exception {
    int gateway = Integer.parseInt(args[0]);
    String key = args[2];
    AtomicInteger running = new AtomicInteger();
    List<Thread> clients = new ArrayList<>();
    try (MessagesProvider provider = new MessagesProvider(Integer.parseInt(args[1]))) {
      for (int i = 0; i < STREAMS; i++) {
        clients.add(client(gateway, key, TOKENS_EACH, running));
      }
      until(running, STREAMS);
      Thread.sleep(SETTLED_MILLIS);
      clients.add(client(gateway, key, TOKENS_THAT_CROSS, running));
      for (Thread client : clients) {
        client.join();
      }
      if (running.get() != STREAMS + 1) {
        throw new IllegalStateException("of all streams ran " + running);
      }
      // What was under way when the connections broke is sent by now.
      Thread.sleep(SETTLED_MILLIS);
      System.out.printf(
          "%d streams: the last byte left the provider %.0f ms after the crossing%n",
          STREAMS, (provider.lastSent() - provider.lastCounted()) / 1e6);
    }
  }

  private static Thread client(int gateway, String key, int tokens, AtomicInteger running) {
    String body =
        "{\"model\":\"claude-haiku-4-5\",\"stream\":true,\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"tokens=%d %s\"}]}"
            .formatted(tokens, "word ".repeat(tokens));
    return Thread.ofVirtual()
        .start(() -> {
          try (Peer peer = Peer.connect(gateway)) {
            peer.send(Peer.post("/v1/messages", key, body));
            String status = peer.head().first();
            if (!status.contains(" 200 ")) {
              throw new IllegalStateException(status);
            }
            peer.chunk();
            running.incrementAndGet();
            boolean goesOn = true;
            while (goesOn) {
              goesOn = peer.chunk().length > 0;
            }
          } catch (IOException cut) {
            return;
          }
        });
  }

  private static void until(AtomicInteger running, int count) throws InterruptedException {
    while (running.get() < count) {
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
