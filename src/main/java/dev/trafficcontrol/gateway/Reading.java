package dev.trafficcontrol.gateway;

/// What came of reading the body of a paid call.
sealed interface Reading {

  /// @param edits what has to be added to the body, so that what it costs is metered
  /// @param limit of the answer, as the body says it
  record Understood(PaidRequest request, BodyEdits edits, OutputLimit limit) implements Reading {}

  record Refused(String reason) implements Reading {}
}
