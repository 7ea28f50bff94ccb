package dev.trafficcontrol.run;

/// A program could not be started: it is missing, or the machine refused.
public final class LaunchFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LaunchFailed(String message, Throwable cause) {
    super(message, cause);
  }

  public LaunchFailed(String message) {
    super(message);
  }
}
