package dev.trafficcontrol.run;

/// What verifying came to.
public sealed interface Verification {

  /// There is no command, or nothing worth verifying.
  record Skipped() implements Verification {}

  record Passed() implements Verification {}

  /// @param said the last that it printed, for people; empty where it printed nothing
  /// @param fingerprint the same for the same failure
  record Failed(int exitCode, String said, String fingerprint) implements Verification {}

  record CutOff(Cutoff cutoff) implements Verification {}
}
