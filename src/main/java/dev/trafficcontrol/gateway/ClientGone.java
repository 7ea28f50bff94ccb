package dev.trafficcontrol.gateway;

/// The client can no longer be reached: it left, or its connection broke.
public final class ClientGone extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ClientGone(Throwable cause) {
    super("the client has left", cause);
  }
}
