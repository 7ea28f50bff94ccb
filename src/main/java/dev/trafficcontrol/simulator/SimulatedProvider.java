package dev.trafficcontrol.simulator;

import io.helidon.webserver.WebServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A running simulated provider.
public final class SimulatedProvider implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 4096;
  private static final int BACKLOG = 1024;

  private final WebServer server;
  private final Bill bill;
  private final CallDesk desk;
  private final String host;

  private SimulatedProvider(WebServer server, Bill bill, CallDesk desk, String host) {
    this.server = server;
    this.bill = bill;
    this.desk = desk;
    this.host = host;
  }

  /// Starts to listen.
  ///
  /// @throws IllegalArgumentException if script, prices or bill can't be read
  /// @throws IllegalStateException where nothing can listen at the address
  public static SimulatedProvider start(SimulatorOptions options) {
    return start(options, System::nanoTime);
  }

  /// As above, with another clock for what expires in the prompt cache.
  ///
  /// @param nanos elapsed real nanoseconds
  public static SimulatedProvider start(SimulatorOptions options, LongSupplier nanos) {
    PriceTable prices =
        options.prices() == null ? PriceTable.own() : PriceTable.parse(options.prices());
    Script script = options.script() == null ? Script.NONE : ScriptReader.read(options.script());
    @Nullable Path file = options.bill();
    Bill bill = file == null ? Bill.inMemory() : Bill.in(file);
    Caches caches = new Caches(() -> options.timeFactor().toSimulated(nanos.getAsLong()));
    CallDesk desk = new CallDesk(prices, new ReplyAuthor(options.seed()), script, caches, bill);
    Routes routes =
        new Routes(
            new KeyCheck(options.key()),
            Readers.of(prices),
            desk,
            new Answerer(options.timeFactor(), options.onDisconnect()),
            new InfoJson(prices, bill));
    try {
      String host = options.listen().getAddress().getHostAddress();
      return new SimulatedProvider(listen(options.listen(), routes), bill, desk, host);
    } catch (RuntimeException e) {
      bill.close();
      throw e;
    }
  }

  private static WebServer listen(InetSocketAddress address, Routes routes) {
    WebServer server =
        WebServer.builder()
            .address(address.getAddress())
            .port(address.getPort())
            .backlog(BACKLOG)
            .maxTcpConnections(MOST_CONNECTIONS)
            // a body that is too large is refused in the provider's own words
            .maxPayloadSize(-1)
            .connectionOptions(socket -> socket.tcpNoDelay(true))
            .shutdownGracePeriod(Duration.ZERO)
            .shutdownHook(false)
            .routing(routes::addTo)
            .build()
            .start();
    return listening(server, address);
  }

  /// The server itself only logs that it can't listen, and is then on port -1.
  private static WebServer listening(WebServer server, InetSocketAddress address) {
    if (server.port() < 0) {
      server.stop();
      throw new IllegalStateException(
          "%s:%d is taken, or not an address of this machine"
              .formatted(address.getHostString(), address.getPort()));
    }
    return server;
  }

  public int port() {
    return server.port();
  }

  public URI uri() {
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
  }

  /// Has calls from now on answered by another script; those that are being answered go on.
  ///
  /// @param json rules, see [ScriptReader]
  /// @throws IllegalArgumentException saying which rule and what is wrong with it; the one before
  ///   stays
  public void script(String json) {
    desk.follow(ScriptReader.read(json));
  }

  /// What was charged so far.
  public BillTotals bill() {
    return bill.totals();
  }

  /// Stops at once; calls in the middle of their answers stay charged as planned.
  @Override
  public void close() {
    server.stop();
    bill.close();
  }
}
