package dev.trafficcontrol.run;

import java.time.Duration;

/// Why a run is ended from outside.
public record Cutoff(Kind kind, String why) {

  public enum Kind {
    NO_START,
    IDLE,
    TOO_LONG,
    TOO_MANY_CALLS,
    TOO_MUCH_MEMORY,
    TOO_MANY_PROCESSES,
    /// The claim goes on no longer: the task was cancelled, or somebody else has it.
    CLAIM_OVER,
    /// The lease could not be renewed in time.
    LEASE_OVER,
    /// The daemon stops.
    STOPPED,
    KILLED;

    /// Whether the run itself is to blame, so that the same again is not worth trying.
    boolean isTheRunsOwnFault() {
      return switch (this) {
        case NO_START, IDLE, TOO_LONG, TOO_MANY_CALLS, TOO_MUCH_MEMORY, TOO_MANY_PROCESSES -> true;
        case CLAIM_OVER, LEASE_OVER, STOPPED, KILLED -> false;
      };
    }
  }

  private static final Duration GRACE = Duration.ofSeconds(5);

  /// How long its processes get to end by themselves. Whoever has lost the claim, eats the memory
  /// or is killed gets none.
  Duration grace() {
    return switch (kind) {
      case NO_START, IDLE, TOO_LONG, TOO_MANY_CALLS, STOPPED -> GRACE;
      case TOO_MUCH_MEMORY, TOO_MANY_PROCESSES, CLAIM_OVER, LEASE_OVER, KILLED -> Duration.ZERO;
    };
  }
}
