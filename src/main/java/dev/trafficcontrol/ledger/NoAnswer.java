package dev.trafficcontrol.ledger;

/// How a call that ended without an answer counts against who made it and the model it was for.
public enum NoAnswer {
  /// It failed: the provider refused it, broke off, or said what nobody can read.
  FAILED,
  /// It says nothing of them: the provider asked for time, or this program never sent it or cut it.
  SPARED
}
