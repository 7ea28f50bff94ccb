package dev.trafficcontrol.run;

/// The calls of runs, as the gateway sees them.
public interface RunCalls {

  CallActivity activity(String run);

  /// Cuts what is in flight; what it cost is settled by the gateway.
  void cut(String run, String reason);
}
