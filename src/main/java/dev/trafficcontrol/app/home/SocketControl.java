package dev.trafficcontrol.app.home;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Control;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Json;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/// The daemon of a home, by its socket.
public final class SocketControl implements Control {

  private final Home home;
  private final SocketChannel channel;

  private SocketControl(Home home, SocketChannel channel) {
    this.home = home;
    this.channel = channel;
  }

  /// A connection for one request; empty where nobody listens. A socket that a killed daemon left
  /// behind is nobody.
  public static Optional<SocketControl> connect(Home home) {
    try {
      return Optional.of(
          new SocketControl(home, SocketChannel.open(UnixDomainSocketAddress.of(home.socket()))));
    } catch (IOException nobody) {
      return Optional.empty();
    }
  }

  @Override
  public Reply ask(Request request, Consumer<Facts> live) {
    try (channel;
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel))) {
      String line = Wire.write(request, OwnerToken.read(home)) + "\n";
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      while (true) {
        Optional<String> answer = Wire.line(in, Wire.LONGEST_REPLY);
        if (answer.isEmpty()) {
          throw new IOException("it closed the connection");
        }
        Facts facts = Json.read(answer.get());
        if (!facts.values().containsKey("live")) {
          return Wire.readReply(facts);
        }
        live.accept(facts.object("live"));
      }
    } catch (IOException cut) {
      throw new CommandFailed(
          Fault.failed(
              "The daemon did not answer '" + request.verb() + "'",
              "The connection to " + home.socket() + " ended: " + cut.getMessage() + ".",
              "trafficctl status"),
          cut);
    }
  }
}
