package dev.trafficcontrol.app.config;

/// Where a listener listens. Loopback only: nobody else reaches it.
///
/// @param port 0 takes any free one
public record Listen(String host, int port) {

  private static final int HIGHEST_PORT = 65_535;

  static Listen parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    String port = colon < 0 ? "" : text.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > HIGHEST_PORT) {
      throw new IllegalArgumentException("'" + text + "' is not HOST:PORT, such as 127.0.0.1:7410");
    }
    if (!host.equals("127.0.0.1") && !host.equals("localhost")) {
      throw new IllegalArgumentException(
          "'" + host + "' is not this machine's loopback; this version listens on 127.0.0.1 only");
    }
    return new Listen("127.0.0.1", Integer.parseInt(port));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
