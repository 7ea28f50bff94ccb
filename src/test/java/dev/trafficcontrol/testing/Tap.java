package dev.trafficcontrol.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands between a client and a server on loopback, changes nothing, and writes down every byte of
/// both.
public final class Tap implements AutoCloseable {

  private static final int PIECE = 16 << 10;

  private final ServerSocket listener;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<ByteArrayOutputStream> asked = new CopyOnWriteArrayList<>();
  private final List<ByteArrayOutputStream> answered = new CopyOnWriteArrayList<>();

  /// @param target the server's port, which need not listen yet
  public Tap(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /// Everything clients sent, one connection after the other.
  public String asked() {
    return text(asked);
  }

  /// Everything the server answered.
  public String answered() {
    return text(answered);
  }

  private static String text(List<ByteArrayOutputStream> connections) {
    StringBuilder all = new StringBuilder();
    connections.forEach(bytes -> all.append(bytes.toString(StandardCharsets.ISO_8859_1)));
    return all.toString();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(server);
        asked.add(new ByteArrayOutputStream());
        answered.add(new ByteArrayOutputStream());
        ByteArrayOutputStream there = asked.getLast();
        ByteArrayOutputStream back = answered.getLast();
        Thread.ofVirtual().start(() -> pump(client, server, there));
        Thread.ofVirtual().start(() -> pump(server, client, back));
      } catch (IOException closed) {
        // The next connection, if there is one.
      }
    }
  }

  /// Where either side hangs up, both do: an exchange that is cut is seen to be cut.
  private static void pump(Socket from, Socket into, ByteArrayOutputStream record) {
    byte[] piece = new byte[PIECE];
    try (from;
        into) {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        record.write(piece, 0, length);
        out.write(piece, 0, length);
      }
    } catch (IOException hungUp) {
      // Recorded up to here.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
