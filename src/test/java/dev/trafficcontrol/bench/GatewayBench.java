package dev.trafficcontrol.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the gateway adds at a steady rate, how it carries streams, and how fast a kill ends them.
/// `bench/gateway` starts what these need.
public final class GatewayBench {

  private static final int RATE = 1_000;
  private static final int CONNECTIONS = 64;
  private static final int TOKENS_A_SECOND = 50;
  private static final Pattern SENT_AT = Pattern.compile("\"content\":\"(\\d+)\"");
  private static final String ASK =
      "{\"model\":\"claude-haiku-4-5\",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"Say hello in a few words, please.\"}]}";

  private GatewayBench() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "steady" ->
          steady(args[1], Integer.parseInt(args[2]), args[3], Integer.parseInt(args[4]));
      case "streams" ->
          streams(
              Integer.parseInt(args[1]),
              Integer.parseInt(args[2]),
              args[3],
              Integer.parseInt(args[4]));
      case "kill" ->
          kill(
              Integer.parseInt(args[1]),
              Integer.parseInt(args[2]),
              args[3],
              Path.of(args[4]),
              args[5]);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /// Calls at a rate of 1,000 a second, each timed from when it was due.
  private static void steady(String name, int port, String key, int seconds) throws Exception {
    // Twice: what is measured is a warm program.
    steady(port, key, seconds / 2);
    Latencies latencies = steady(port, key, seconds);
    System.out.printf(
        "%-28s p50 %.2f ms   p99 %.2f ms   p99.9 %.2f ms   (%,d calls)%n",
        name,
        latencies.quantile(0.5),
        latencies.quantile(0.99),
        latencies.quantile(0.999),
        latencies.count());
  }

  private static Latencies steady(int port, String key, int seconds) throws InterruptedException {
    Latencies latencies = new Latencies(RATE * seconds);
    byte[] request = Peer.post("/v1/messages", key, ASK);
    long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
    together(
        CONNECTIONS,
        connection -> {
          try (Peer peer = Peer.connect(port)) {
            for (int call = connection; call < RATE * seconds; call += CONNECTIONS) {
              long due = begin + call * (TimeUnit.SECONDS.toNanos(1) / RATE);
              LockSupport.parkNanos(due - System.nanoTime());
              peer.send(request);
              Peer.Head head = peer.head();
              require(head.first().contains(" 200 "), head.first());
              peer.body(head.length());
              latencies.note(System.nanoTime() - due);
            }
          }
        });
    return latencies;
  }

  /// As many streams at once, all direct and all through the gateway.
  ///
  /// @param upstream the port that the gateway knows the provider by
  private static void streams(int gateway, int upstream, String key, int count) throws Exception {
    try (StreamingProvider _ = new StreamingProvider(upstream)) {
      streams("direct, warming up", upstream, key, count, 4);
      streams("direct", upstream, key, count, 8);
      streams("through, warming up", gateway, key, count, 4);
      streams("through the gateway", gateway, key, count, 8);
    }
  }

  private static void streams(String name, int port, String key, int count, int seconds)
      throws InterruptedException {
    int tokens = seconds * TOKENS_A_SECOND;
    Latencies first = new Latencies(count);
    Latencies each = new Latencies(count * tokens);
    AtomicInteger whole = new AtomicInteger();
    byte[] request = Peer.post("/v1/chat/completions", key, streamed(tokens));
    together(
        count,
        stream -> {
          // Spread over a second, as clients come.
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(stream) / count);
          try (Peer peer = Peer.connect(port)) {
            peer.send(request);
            Peer.Head head = peer.head();
            require(head.first().contains(" 200 "), head.first());
            boolean begun = false;
            for (byte[] chunk = peer.chunk(); chunk.length > 0; chunk = peer.chunk()) {
              long now = System.nanoTime();
              String text = new String(chunk, StandardCharsets.US_ASCII);
              Matcher sent = SENT_AT.matcher(text);
              while (sent.find()) {
                (begun ? each : first).note(now - Long.parseLong(sent.group(1)));
                begun = true;
              }
              if (text.contains("[DONE]")) {
                whole.incrementAndGet();
              }
            }
          }
        });
    System.out.printf(
        "%-28s %d of %d whole, %,d tokens; first token after p50 %.2f ms, p99 %.2f ms; each p50 %.2f ms, p99 %.2f ms%n",
        name,
        whole.get(),
        count,
        first.count() + each.count(),
        first.quantile(0.5),
        first.quantile(0.99),
        each.quantile(0.5),
        each.quantile(0.99));
  }

  private static String streamed(int tokens) {
    return "{\"model\":\"gpt-4.1-mini\",\"stream\":true,\"max_completion_tokens\":%d,\"service_tier\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"Count.\"}]}"
        .formatted(tokens);
  }

  /// 100 streams, and the command `kill` in their midst.
  private static void kill(int gateway, int upstream, String key, Path home, String command)
      throws Exception {
    int streams = 100;
    try (StreamingProvider provider = new StreamingProvider(upstream)) {
      byte[] request = Peer.post("/v1/chat/completions", key, streamed(60 * TOKENS_A_SECOND));
      AtomicInteger running = new AtomicInteger();
      List<Thread> clients =
          begin(
              streams,
              _ -> {
                try (Peer peer = Peer.connect(gateway)) {
                  peer.send(request);
                  peer.head();
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
      while (running.get() < streams) {
        Thread.sleep(50);
      }
      Thread.sleep(2_000);
      long offset = System.currentTimeMillis() * 1_000_000 - System.nanoTime();
      long asked = System.nanoTime();
      Process process =
          new ProcessBuilder(command, "kill", "--reason", "bench", "--home", home.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      for (Thread client : clients) {
        client.join();
      }
      Thread.sleep(100);
      long killed = killedAt(home).toEpochMilli() * 1_000_000 - offset;
      System.out.printf(
          "%d streams: the last token left the provider %.0f ms after the kill was in the book, %.0f ms after the command was started%n",
          streams, (provider.lastSent() - killed) / 1e6, (provider.lastSent() - asked) / 1e6);
      System.out.println("  kill said: " + said.lines().findFirst().orElse(""));
    }
  }

  private static Instant killedAt(Path home) throws SQLException {
    try (Connection book =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("trafficcontrol.db"));
        Statement statement = book.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT at FROM tc_events WHERE kind = 'killed' ORDER BY number DESC LIMIT 1")) {
      return Instant.parse(row.getString(1));
    }
  }

  private interface Work {
    void run(int number) throws IOException, InterruptedException;
  }

  private static void together(int count, Work work) throws InterruptedException {
    for (Thread thread : begin(count, work)) {
      thread.join();
    }
  }

  private static List<Thread> begin(int count, Work work) {
    List<Thread> threads = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      int mine = number;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  work.run(mine);
                } catch (IOException | InterruptedException failed) {
                  throw new IllegalStateException(failed);
                }
              }));
    }
    return threads;
  }

  private static void require(boolean isSo, String otherwise) {
    if (!isSo) {
      throw new IllegalStateException(otherwise);
    }
  }
}
