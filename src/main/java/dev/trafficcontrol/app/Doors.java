package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.http.GatewayListener;
import dev.trafficcontrol.adapter.http.ServerIdentity;
import dev.trafficcontrol.adapter.http.UnusableIdentity;
import dev.trafficcontrol.app.config.GatewayDoors;
import dev.trafficcontrol.app.config.Listen;
import dev.trafficcontrol.app.config.TlsSettings;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.gateway.Gateway;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Where the gateway is reached, once it listens.
///
/// @param plain on loopback, where runs and this machine's own clients go
/// @param tls where others go, if they are let in
record Doors(URI plain, Optional<URI> tls) {

  private static final String NOT_STARTED = "The gateway was not started";

  /// Opens them, each as a part of its own. What TLS needs is looked at before anybody is let in.
  ///
  /// @param home where relative paths begin
  static Doors open(GatewayDoors doors, Gateway gateway, Path home, Instant now, Parts parts) {
    Optional<ServerIdentity> identity = doors.tls().map(tls -> identity(tls, home, now));
    GatewayListener plain =
        parts.add(
            listen("gateway.listen", () -> GatewayListener.start(at(doors.plain()), gateway)));
    return new Doors(
        uri("http", doors.plain(), plain),
        doors
            .tls()
            .map(tls ->
                uri(
                    "https",
                    tls.listen(),
                    parts.add(secured(tls, gateway, identity.orElseThrow())))));
  }

  static ServerIdentity identity(TlsSettings tls, Path home, Instant now) {
    try {
      return ServerIdentity.read(home.resolve(tls.certificate()), home.resolve(tls.key()), now);
    } catch (UnusableIdentity unusable) {
      throw new CommandFailed(
          Fault.failed(
              NOT_STARTED,
              "It can't listen by TLS on %s: %s.".formatted(tls.listen(), unusable.why()),
              "%s. Without gateway.tls it listens on loopback alone"
                  .formatted(capitalized(unusable.fix()))),
          unusable);
    }
  }

  private static GatewayListener secured(
      TlsSettings tls, Gateway gateway, ServerIdentity identity) {
    return listen(
        "gateway.tls.listen", () -> GatewayListener.start(at(tls.listen()), gateway, identity));
  }

  private static GatewayListener listen(String setting, Supplier<GatewayListener> start) {
    try {
      return start.get();
    } catch (RuntimeException taken) {
      throw new CommandFailed(
          Fault.failed(
              NOT_STARTED,
              "Nothing can listen there: " + rootCause(taken) + ".",
              "End what listens there, or set " + setting + " to another port"),
          taken);
    }
  }

  private static InetSocketAddress at(Listen listen) {
    InetSocketAddress address = new InetSocketAddress(listen.host(), listen.port());
    if (address.isUnresolved()) {
      throw new IllegalStateException("nobody knows the address of " + listen.host());
    }
    return address;
  }

  private static URI uri(String scheme, Listen listen, GatewayListener listener) {
    return URI.create(scheme + "://" + listen.host() + ":" + listener.port());
  }

  private static String capitalized(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String rootCause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
