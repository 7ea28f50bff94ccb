package dev.trafficcontrol.app.home;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Reply;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens on a home's control socket. Whoever opens one holds the home's lock, so a socket found
/// there is a dead one.
public final class ControlServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

  /// For requests that are being answered when the socket closes, such as the one to stop.
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private static final int MOST_CONNECTIONS = 64;

  /// `sun_path` holds 108 bytes, one of them the end.
  private static final int LONGEST_PATH = 107;

  private final Home home;
  private final OwnedControl control;
  private final ServerSocketChannel server;
  private final Semaphore room = new Semaphore(MOST_CONNECTIONS);

  private ControlServer(Home home, OwnedControl control, ServerSocketChannel server) {
    this.home = home;
    this.control = control;
    this.server = server;
  }

  public static ControlServer open(Home home, OwnedControl control) {
    if (home.socket().toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
      throw new IllegalStateException(
          "the path of "
              + home.socket()
              + " is longer than the "
              + LONGEST_PATH
              + " bytes a socket may have");
    }
    try {
      Files.deleteIfExists(home.socket());
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(home.socket()));
      Files.setPosixFilePermissions(home.socket(), PosixFilePermissions.fromString("rw-------"));
      ControlServer opened = new ControlServer(home, control, server);
      Thread.ofVirtual().name("control").start(opened::accept);
      return opened;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        room.acquireUninterruptibly();
        SocketChannel channel = server.accept();
        Thread.ofVirtual().name("control-request").start(() -> serve(channel));
      } catch (IOException closed) {
        room.release();
        if (server.isOpen()) {
          LOG.warn("A control connection could not be accepted", closed);
        }
      }
    }
  }

  private void serve(SocketChannel channel) {
    try (channel;
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel))) {
      Optional<String> line = Wire.line(in, Wire.LONGEST_REQUEST);
      if (line.isPresent()) {
        send(channel, Wire.write(reply(line.get(), channel)));
      }
    } catch (IOException gone) {
      LOG.debug("A control connection ended early", gone);
    } finally {
      room.release();
    }
  }

  private Reply reply(String line, SocketChannel channel) {
    Wire.Received received;
    try {
      received = Wire.readRequest(line);
    } catch (IllegalArgumentException malformed) {
      return new Reply.Refused(
          Fault.usage(
              "The request was not understood",
              String.valueOf(malformed.getMessage()),
              "Send one JSON object a line."));
    }
    return control.ask(
        received.request(),
        new Sender(user(channel), received.token()),
        facts -> tell(channel, facts));
  }

  /// Whose process is at the other end, as the kernel says.
  private static String user(SocketChannel channel) {
    try {
      return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
    } catch (IOException | UnsupportedOperationException untold) {
      LOG.debug("The kernel does not say who asks", untold);
      return "unknown";
    }
  }

  /// Somebody who stopped listening does not stop what was asked for.
  private static void tell(SocketChannel channel, Facts facts) {
    try {
      send(channel, Wire.live(facts));
    } catch (IOException gone) {
      LOG.debug("Nobody listens to a request's progress any more", gone);
    }
  }

  private static void send(SocketChannel channel, String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(home.socket());
      if (!room.tryAcquire(MOST_CONNECTIONS, LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Somebody who asked was left without an answer");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
