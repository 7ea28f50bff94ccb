package dev.trafficcontrol.run;

/// Runs the command by which a project's owner tells good work from bad.
public interface Verifier {

  /// Throws [LaunchFailed]; then nothing runs.
  RunningVerification start(VerificationOrder order);
}
