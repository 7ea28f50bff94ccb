package dev.trafficcontrol.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One connection that speaks as much HTTP/1.1 as the benchmarks need, and costs little.
final class Peer implements AutoCloseable {

  private final Socket socket;
  private final BufferedInputStream in;
  private final OutputStream out;

  Peer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  static Peer connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
    return new Peer(socket);
  }

  static byte[] post(String path, String key, String body) {
    return ("POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nauthorization: Bearer "
            + key
            + "\r\ncontent-type: application/json\r\ncontent-length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /// A line without its end.
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  /// Reads a head. Returns its first line, and after it the lengths of what follows.
  Head head() throws IOException {
    String first = line();
    int length = 0;
    boolean chunked = false;
    for (String field = line(); !field.isEmpty(); field = line()) {
      String lower = field.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(field.substring("content-length:".length()).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:");
    }
    return new Head(first, length, chunked);
  }

  record Head(String first, int length, boolean chunked) {}

  byte[] body(int length) throws IOException {
    return in.readNBytes(length);
  }

  /// The next chunk; empty at the end.
  byte[] chunk() throws IOException {
    int length = Integer.parseInt(line(), 16);
    byte[] chunk = in.readNBytes(length);
    line();
    return chunk;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
