package dev.trafficcontrol.run;

import java.time.Duration;

/// What a run may use, beside money.
///
/// @param startWithin until it first writes something or makes a call
/// @param idle without output and without a call
/// @param wall from start to end
/// @param verifyWithin for the verification command
/// @param calls to models
/// @param memoryBytes of all its processes
/// @param processes at once
/// @param outputBytes kept of each of its outputs
public record RunLimits(
    Duration startWithin,
    Duration idle,
    Duration wall,
    Duration verifyWithin,
    int calls,
    long memoryBytes,
    int processes,
    long outputBytes) {

  public static final RunLimits DEFAULT =
      new RunLimits(
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          Duration.ofHours(2),
          Duration.ofMinutes(30),
          1_000,
          8L << 30,
          1_000,
          32L << 20);

  /// For the verification command, which may be silent for as long as it may take, and makes no
  /// calls.
  RunLimits ofVerification() {
    return new RunLimits(
        verifyWithin,
        verifyWithin,
        verifyWithin,
        verifyWithin,
        Integer.MAX_VALUE,
        memoryBytes,
        processes,
        outputBytes);
  }
}
