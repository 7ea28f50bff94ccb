package dev.trafficcontrol.breaker;

/// What a trip does to the calls that are in flight; new ones are refused by both.
public enum TripKind {
  /// Calls in flight may end.
  SOFT,
  /// Calls in flight are cut, and charged as far as they may have been billed.
  HARD
}
