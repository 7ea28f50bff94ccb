package dev.trafficcontrol.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Sees to it, outside the daemon, that no task is worked twice at once, and counts how many agents
/// work at once.
///
/// Each agent reports its run, model and task by a connection that it keeps while it lives, and
/// waits for a word before it does anything. The kernel ends the connection with the process, so
/// that whoever was dead before a second agent came is known to be dead.
final class Referee implements AutoCloseable {

  /// All agents, where models are counted.
  static final String ALL = "all";

  private static final int LONGEST_REPORT = 256;

  /// An agent that reported.
  private record Seen(String run, String model, SocketChannel line) {}

  private final ServerSocketChannel server;
  private final Map<String, Seen> byTask = new HashMap<>();
  private final List<SocketChannel> waiting = new ArrayList<>();
  private final Map<String, Integer> mostAtOnce = new ConcurrentHashMap<>();
  private final List<String> fouls = new CopyOnWriteArrayList<>();
  private final AtomicInteger runs = new AtomicInteger();
  private volatile int gathering = 1;

  Referee() throws IOException {
    server =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::watch);
  }

  /// Lets nobody begin before so many are there; whoever comes later begins at once.
  void gather(int agents) {
    gathering = agents;
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

  /// How many agents of each model, and of [#ALL], ever were alive at once.
  Map<String, Integer> mostAtOnce() {
    return Map.copyOf(mostAtOnce);
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
            .split(" ", 3);
    if (words.length < 3) {
      line.close();
      return;
    }
    line.configureBlocking(false);
    Seen before = byTask.put(words[2], new Seen(words[0], words[1], line));
    runs.incrementAndGet();
    if (before != null && isAlive(before)) {
      fouls.add(words[2] + " is worked by " + before.run + " and by " + words[0] + " at once");
    }
    count();
    waiting.add(line);
    if (byTask.size() >= gathering) {
      letBegin();
    }
  }

  private void letBegin() throws IOException {
    gathering = 1;
    for (SocketChannel line : waiting) {
      try {
        line.write(ByteBuffer.wrap("go\n".getBytes(StandardCharsets.UTF_8)));
      } catch (IOException gone) {
        // Killed while it waited.
      }
    }
    waiting.clear();
  }

  private void count() {
    Map<String, Long> now =
        byTask.values().stream()
            .filter(Referee::isAlive)
            .collect(Collectors.groupingBy(Seen::model, Collectors.counting()));
    now.forEach((model, agents) -> mostAtOnce.merge(model, agents.intValue(), Math::max));
    long all = now.values().stream().mapToLong(Long::longValue).sum();
    mostAtOnce.merge(ALL, (int) all, Math::max);
  }

  private static boolean isAlive(Seen agent) {
    try {
      if (agent.line.isOpen() && agent.line.read(ByteBuffer.allocate(1)) == 0) {
        return true;
      }
      agent.line.close();
      return false;
    } catch (IOException reset) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
