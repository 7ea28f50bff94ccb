package dev.trafficcontrol.simulator;

/// What is charged when the client leaves in the middle; what the real provider does is not known.
public enum OnDisconnect {
  /// The answer is written to its end and charged in full: the harsher reading, and the default.
  FINISH,
  /// What was written until the client was seen to be gone is charged.
  STOP
}
