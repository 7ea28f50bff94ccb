package dev.trafficcontrol.gateway;

/// The exchange with the provider broke after something may have been sent: what it cost is
/// unknown.
public final class UpstreamLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UpstreamLost(String message, Throwable cause) {
    super(message, cause);
  }

  public UpstreamLost(String message) {
    super(message);
  }
}
