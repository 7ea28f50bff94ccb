package dev.trafficcontrol.gateway;

/// The provider was not connected to, or not in time: not one byte of the request has left, so
/// nothing can be billed.
public final class UpstreamUnreachable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UpstreamUnreachable(String message) {
    super(message);
  }

  public UpstreamUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
