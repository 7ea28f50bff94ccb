package dev.trafficcontrol.gateway;

/// A body is longer than the gateway reads.
public final class BodyTooLarge extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BodyTooLarge(int limit) {
    super("the body is longer than " + limit + " bytes");
  }
}
