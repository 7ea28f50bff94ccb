package dev.trafficcontrol.gateway;

/// Thrown inside the readers of this package where a request can't be read in exactly one way, or
/// asks for what can't be bounded; it leaves them as a refusal.
final class Unreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unreadable(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
