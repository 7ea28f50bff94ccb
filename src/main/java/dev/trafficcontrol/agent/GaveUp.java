package dev.trafficcontrol.agent;

/// The agent can't go on; the message tells the reader of the run's log why.
final class GaveUp extends RuntimeException {
  private static final long serialVersionUID = 1;

  GaveUp(String message) {
    super(message);
  }

  GaveUp(String message, Throwable cause) {
    super(message, cause);
  }
}
