package dev.trafficcontrol.run;

/// A run's folder, worktree or commit could not be made. The message is for people.
public final class WorkplaceFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WorkplaceFailed(String message) {
    super(message);
  }

  public WorkplaceFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
