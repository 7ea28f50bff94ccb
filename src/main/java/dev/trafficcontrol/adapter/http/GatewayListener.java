package dev.trafficcontrol.adapter.http;

import dev.trafficcontrol.gateway.Gateway;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Listens for clients until it is closed.
public final class GatewayListener implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 1024;

  /// Above these the silent make room.
  private static final int UNHURRIED_CONNECTIONS = 960;

  private static final int BACKLOG = 1024;
  private static final int LONGEST_HEADERS_BYTES = 64 * 1024;

  private final WebServer server;

  private GatewayListener(WebServer server) {
    this.server = server;
  }

  public static GatewayListener start(InetSocketAddress address, Gateway gateway) {
    return start(address, gateway, ClientPatience.DEFAULT);
  }

  /// @param address port 0 takes any free one
  /// @throws IllegalStateException where nothing can listen there
  public static GatewayListener start(
      InetSocketAddress address, Gateway gateway, ClientPatience patience) {
    return listening(server(address, gateway, patience).build().start(), address);
  }

  /// The same by TLS, 1.2 or later, and by nothing else.
  ///
  /// @throws IllegalStateException where nothing can listen there
  public static GatewayListener start(
      InetSocketAddress address, Gateway gateway, ServerIdentity identity) {
    return listening(
        server(address, gateway, ClientPatience.DEFAULT).tls(identity.tls()).build().start(),
        address);
  }

  private static WebServerConfig.Builder server(
      InetSocketAddress address, Gateway gateway, ClientPatience patience) {
    DirectHandlers.Builder refusals = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      refusals.addHandler(type, new ProtocolRefusals());
    }
    OpenConnections connections =
        new OpenConnections(
            Http1Config.builder()
                .maxHeadersSize(LONGEST_HEADERS_BYTES)
                // The gateway reads the path byte for byte, and refuses what it does not know.
                .validatePath(false)
                .build(),
            UNHURRIED_CONNECTIONS,
            patience);
    return WebServer.builder()
        .address(address.getAddress())
        .port(address.getPort())
        .backlog(BACKLOG)
        .maxTcpConnections(MOST_CONNECTIONS)
        // Counted from a request's arrival, it would end long calls' connections; ours is not.
        .idleConnectionTimeout(Duration.ofDays(1))
        // The gateway itself counts what it reads.
        .maxPayloadSize(-1)
        .connectionOptions(socket -> socket.tcpNoDelay(true))
        .directHandlers(refusals.build())
        .protocolsDiscoverServices(false)
        .addConnectionSelector(connections)
        .shutdownGracePeriod(Duration.ZERO)
        .shutdownHook(false)
        .routing(routing ->
            routing.any(connections.heeding(new GatewayHandler(gateway, patience.body()))));
  }

  /// The server itself only logs that it can't listen, and is then on port -1.
  private static GatewayListener listening(WebServer server, InetSocketAddress address) {
    if (server.port() < 0) {
      server.stop();
      throw new IllegalStateException(
          "%s:%d is taken, or not an address of this machine"
              .formatted(address.getHostString(), address.getPort()));
    }
    return new GatewayListener(server);
  }

  public int port() {
    return server.port();
  }

  /// Stops listening and drops every connection.
  @Override
  public void close() {
    server.stop();
  }
}
