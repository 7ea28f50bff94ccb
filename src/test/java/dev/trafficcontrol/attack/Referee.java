package dev.trafficcontrol.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Sees to it, outside the daemon, that no task is worked twice at once.
///
/// Each agent reports its task and run by a connection that it keeps while it lives, and waits for
/// a word before it does anything. The kernel ends the connection with the process, so that whoever
/// was dead before a second agent came is known to be dead.
final class Referee implements AutoCloseable {

  private static final int LONGEST_REPORT = 256;

  /// An agent that reported.
  private record Seen(String run, SocketChannel line) {}

  private final ServerSocketChannel server;
  private final Map<String, Seen> byTask = new HashMap<>();
  private final List<String> fouls = new CopyOnWriteArrayList<>();
  private final AtomicInteger runs = new AtomicInteger();

  Referee() throws IOException {
    server =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::watch);
  }

  int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  /// Who worked on a task while another did.
  List<String> fouls() {
    return List.copyOf(fouls);
  }

  /// How many agents reported.
  int runs() {
    return runs.get();
  }

  private void watch() {
    while (server.isOpen()) {
      try {
        meet(server.accept());
      } catch (IOException gone) {
        // An agent that was killed while it reported; or the referee's own end.
      }
    }
  }

  private void meet(SocketChannel line) throws IOException {
    ByteBuffer report = ByteBuffer.allocate(LONGEST_REPORT);
    while (line.read(report) >= 0 && report.get(report.position() - 1) != '\n') {}
    String[] words =
        new String(report.array(), 0, report.position(), StandardCharsets.UTF_8)
            .strip()
            .split(" ", 2);
    if (words.length < 2) {
      line.close();
      return;
    }
    Seen before = byTask.put(words[1], new Seen(words[0], line));
    runs.incrementAndGet();
    if (before != null && isAlive(before.line)) {
      fouls.add(words[1] + " is worked by " + before.run + " and by " + words[0] + " at once");
    }
    line.write(ByteBuffer.wrap("go\n".getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean isAlive(SocketChannel line) {
    try (line) {
      line.configureBlocking(false);
      return line.read(ByteBuffer.allocate(1)) == 0;
    } catch (IOException reset) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
