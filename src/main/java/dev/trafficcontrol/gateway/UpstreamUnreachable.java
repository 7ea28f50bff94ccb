package dev.trafficcontrol.gateway;

/// The provider could not be connected to: not one byte of the request has left, so nothing can be
/// billed.
public final class UpstreamUnreachable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UpstreamUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
