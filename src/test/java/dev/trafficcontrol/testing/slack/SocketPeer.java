package dev.trafficcontrol.testing.slack;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Takes WebSocket connections on loopback, each with a ticket that works once.
final class SocketPeer implements AutoCloseable {

  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket server;
  private final Set<String> tickets = ConcurrentHashMap.newKeySet();
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final Consumer<Connection> opened;
  private final BiConsumer<Connection, String> said;

  /// A connection that was accepted.
  final class Connection {
    private final Socket socket;
    private volatile boolean isDeaf;

    Connection(Socket socket) {
      this.socket = socket;
    }

    void send(String text) {
      write(Frames.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void ping() {
      write(Frames.PING, new byte[] {1});
    }

    boolean isDeaf() {
      return isDeaf;
    }

    /// Answers nothing any more, and stays open.
    void goDeaf() {
      isDeaf = true;
    }

    /// As a network does it: without a word.
    void drop() {
      connections.remove(this);
      try {
        socket.close();
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }

    private synchronized void write(int opcode, byte[] content) {
      try {
        Frames.write(socket.getOutputStream(), opcode, content);
      } catch (IOException gone) {
        connections.remove(this);
      }
    }
  }

  SocketPeer(Consumer<Connection> opened, BiConsumer<Connection, String> said) {
    this.opened = opened;
    this.said = said;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    Thread.ofVirtual().name("socket-peer").start(this::accept);
  }

  String address(String ticket) {
    tickets.add(ticket);
    return "ws://127.0.0.1:%d/link?ticket=%s".formatted(server.getLocalPort(), ticket);
  }

  List<Connection> open() {
    return List.copyOf(connections);
  }

  Optional<Connection> newest() {
    return connections.isEmpty() ? Optional.empty() : Optional.of(connections.getLast());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    Connection connection = new Connection(socket);
    try (socket;
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
      if (!shakeHands(socket, in)) {
        return;
      }
      connections.add(connection);
      opened.accept(connection);
      while (true) {
        Frames.Frame frame = Frames.read(in);
        switch (frame.opcode()) {
          case Frames.TEXT -> {
            if (!connection.isDeaf) {
              said.accept(connection, frame.text());
            }
          }
          case Frames.PING -> {
            if (!connection.isDeaf) {
              connection.write(Frames.PONG, frame.text().getBytes(StandardCharsets.UTF_8));
            }
          }
          case Frames.CLOSE -> {
            connection.write(Frames.CLOSE, frame.text().getBytes(StandardCharsets.UTF_8));
            return;
          }
          default -> {}
        }
      }
    } catch (IOException gone) {
      // the other side, or the test, has ended it
    } finally {
      connections.remove(connection);
    }
  }

  private boolean shakeHands(Socket socket, DataInputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    String ticket = head.toString().replaceAll("(?s).*ticket=([^ &]+).*", "$1");
    if (!tickets.remove(ticket)) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 403 Forbidden\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      return false;
    }
    String key =
        head.toString()
            .lines()
            .filter(
                line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElseThrow(() -> new IOException("no key"));
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
            + accepted(key)
            + "\r\n\r\n";
    socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    return true;
  }

  private static String accepted(String key) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1")
                  .digest((key + MAGIC).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    open().forEach(Connection::drop);
  }
}
