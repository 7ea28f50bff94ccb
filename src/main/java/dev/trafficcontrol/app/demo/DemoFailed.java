package dev.trafficcontrol.app.demo;

/// A step of the demo did not work; the message is for people.
public final class DemoFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DemoFailed(String message) {
    super(message);
  }

  DemoFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
