package dev.trafficcontrol.adapter.provider;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The other side of a wire: a server that sends, byte by byte, what a test tells it to.
final class Peer implements AutoCloseable {

  /// What it does with each connection; it is closed after that.
  @FunctionalInterface
  interface Manners {
    void serve(Line line) throws IOException, InterruptedException;
  }

  /// What it speaks over a connection: itself, or TLS.
  @FunctionalInterface
  interface Cover {
    Socket over(Socket plain) throws IOException;
  }

  final List<String> asked = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  private final ServerSocket server;
  private final Cover cover;
  private final Manners manners;

  Peer(Manners manners) throws IOException {
    this(InetAddress.getLoopbackAddress(), plain -> plain, manners);
  }

  Peer(InetAddress address, Cover cover, Manners manners) throws IOException {
    this.server = new ServerSocket(0, 50, address);
    this.cover = cover;
    this.manners = manners;
    Thread.ofVirtual().start(this::accept);
  }

  /// Answers every request of a connection alike.
  static Peer answering(String answer) throws IOException {
    return new Peer(line -> {
      while (true) {
        line.listen();
        line.say(answer);
      }
    });
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket plain = server.accept();
        int number = connections.getAndIncrement();
        Thread.ofVirtual().start(() -> serve(plain, number));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket plain, int number) {
    try (plain) {
      plain.setTcpNoDelay(true);
      try (Socket socket = cover.over(plain)) {
        manners.serve(new Line(plain, socket, number));
      }
    } catch (IOException | InterruptedException left) {
      // The next connection, if there is one.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// One connection as the server sees it.
  final class Line {
    final int number;
    private final Socket plain;
    private final Socket socket;

    private Line(Socket plain, Socket socket, int number) {
      this.plain = plain;
      this.socket = socket;
      this.number = number;
    }

    /// The next request, head and body.
    String listen() throws IOException {
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          throw new EOFException();
        }
        head.write(next);
      }
      String text = head.toString(StandardCharsets.ISO_8859_1);
      int length =
          text.toLowerCase(Locale.ROOT)
              .lines()
              .filter(line -> line.startsWith("content-length:"))
              .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
              .findFirst()
              .orElse(0);
      String whole = text + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
      asked.add(whole);
      return whole;
    }

    void say(String text) throws IOException {
      say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void say(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /// Says no more, but goes on listening.
    void fallSilent() throws IOException {
      socket.shutdownOutput();
    }

    /// Ends without a word, also where TLS would have one.
    void drop() throws IOException {
      plain.close();
    }

    /// Waits until the other side is gone. What it still says is not listened to.
    void awaitLeft() throws IOException {
      try {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (SocketException reset) {
        return;
      }
    }
  }
}
