package dev.trafficcontrol.gateway;

/// What came of reading the body of a paid call.
sealed interface Reading {

  /// @param edits what has to be added to the body, so that what it costs is bounded and metered
  record Understood(PaidRequest request, BodyEdits edits) implements Reading {}

  record Refused(String reason) implements Reading {}
}
