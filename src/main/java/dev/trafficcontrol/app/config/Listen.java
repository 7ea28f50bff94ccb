package dev.trafficcontrol.app.config;

import java.util.regex.Pattern;

/// Where a listener listens.
///
/// @param port 0 takes any free one
public record Listen(String host, int port) {

  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");

  /// Loopback only: nobody else reaches it.
  static Listen onLoopback(String text) {
    Listen listen = parse(text);
    if (!listen.host.equals("127.0.0.1") && !listen.host.equals("localhost")) {
      throw new IllegalArgumentException(
          "'"
              + listen.host
              + "' is not this machine's loopback; without TLS it listens on 127.0.0.1 only (others: gateway.tls.listen)");
    }
    return new Listen("127.0.0.1", listen.port);
  }

  /// Also where other machines reach it.
  static Listen anywhere(String text) {
    Listen listen = parse(text);
    if (!HOST.matcher(listen.host).matches()) {
      throw new IllegalArgumentException(
          "'" + listen.host + "' is neither an address, such as 0.0.0.0 or [::], nor a name");
    }
    return listen;
  }

  private static Listen parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    String port = colon < 0 ? "" : text.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > HIGHEST_PORT) {
      throw new IllegalArgumentException("'" + text + "' is not HOST:PORT, such as 127.0.0.1:7410");
    }
    return new Listen(host, Integer.parseInt(port));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
