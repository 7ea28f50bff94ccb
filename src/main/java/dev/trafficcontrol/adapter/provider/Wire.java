package dev.trafficcontrol.adapter.provider;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One connection to a provider, and what was read from it ahead. It serves one exchange at a time;
/// only [#close] may come from another thread.
final class Wire implements AutoCloseable {

  private static final int AHEAD_BYTES = 8 * 1024;

  private final SocketChannel channel;
  private final byte[] ahead = new byte[AHEAD_BYTES];
  private int from;
  private int to;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private volatile long idleSince;

  Wire() throws IOException {
    this.channel = SocketChannel.open();
  }

  void connect(InetAddress address, ProviderEndpoint endpoint, SSLSocketFactory tls)
      throws IOException {
    Socket socket = channel.socket();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    socket.connect(
        new InetSocketAddress(address, endpoint.port()),
        Math.toIntExact(endpoint.connectTimeout().toMillis()));
    if (endpoint.isTls()) {
      socket = shakenHands(socket, endpoint.host(), endpoint.port(), tls);
    }
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  private static Socket shakenHands(Socket plain, String host, int port, SSLSocketFactory tls)
      throws IOException {
    SSLSocket secure = (SSLSocket) tls.createSocket(plain, host, port, true);
    SSLParameters asked = secure.getSSLParameters();
    asked.setEndpointIdentificationAlgorithm("HTTPS");
    asked.setApplicationProtocols(new String[] {"http/1.1"});
    secure.setSSLParameters(asked);
    secure.startHandshake();
    return secure;
  }

  void write(byte[] head, byte[] body) throws IOException {
    byte[] both = new byte[head.length + Math.min(body.length, AHEAD_BYTES)];
    System.arraycopy(head, 0, both, 0, head.length);
    int along = both.length - head.length;
    System.arraycopy(body, 0, both, head.length, along);
    out.write(both);
    if (along < body.length) {
      out.write(body, along, body.length - along);
    }
  }

  /// Reads what is there, at most `most` bytes, waiting for one; -1 where the other side has
  /// closed.
  int read(byte[] into, int most) throws IOException {
    if (from == to) {
      if (most >= ahead.length) {
        return in.read(into, 0, most);
      }
      if (!fill()) {
        return -1;
      }
    }
    int length = Math.min(most, to - from);
    System.arraycopy(ahead, from, into, 0, length);
    from += length;
    return length;
  }

  /// A line without its end, as Latin-1.
  ///
  /// @param most bytes that it may have
  String line(int most) throws IOException {
    StringBuilder earlier = new StringBuilder();
    while (true) {
      for (int at = from; at < to; at++) {
        if (ahead[at] == '\n') {
          String rest = taken(at);
          from = at + 1;
          String line = earlier.isEmpty() ? rest : earlier.append(rest).toString();
          return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        }
      }
      earlier.append(taken(to));
      from = to;
      if (earlier.length() > most) {
        throw new IOException("a line of the answer's head is too long");
      }
      if (!fill()) {
        throw new EOFException("the connection was closed within the answer");
      }
    }
  }

  private String taken(int end) {
    return new String(ahead, from, end - from, StandardCharsets.ISO_8859_1);
  }

  private boolean fill() throws IOException {
    int length = in.read(ahead, 0, ahead.length);
    from = 0;
    to = Math.max(length, 0);
    return length > 0;
  }

  /// Nothing has come that nobody asked for: neither read ahead, nor decrypted ahead, nor waiting.
  boolean isClean() {
    try {
      return from == to && in.available() == 0;
    } catch (IOException broken) {
      return false;
    }
  }

  void idleFrom(long nanoTime) {
    idleSince = nanoTime;
  }

  boolean isIdleLongerThan(long nanos, long now) {
    return now - idleSince > nanos;
  }

  /// Whether the other side left it as it was: it neither closed it nor sent what nobody asked for.
  boolean isQuiet() {
    try {
      channel.configureBlocking(false);
      boolean quiet = channel.read(ByteBuffer.allocate(1)) == 0;
      channel.configureBlocking(true);
      return quiet;
    } catch (IOException broken) {
      return false;
    }
  }

  /// At once, from any thread. TLS is not told: nothing that could block is sent.
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // It is as good as closed: nobody uses it any more.
      return;
    }
  }
}
