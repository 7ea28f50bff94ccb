package dev.trafficcontrol.ledger;

/// What came of asking for a hold.
public sealed interface HoldReply {

  /// Durably held, now: the call may be sent, once.
  record Held(Authorization authorization) implements HoldReply {}

  /// A retry of a request that was granted before: the first answer authorized the call, this one
  /// does not.
  record AlreadyHeld(Hold hold) implements HoldReply {}

  record Refused(Refusal why) implements HoldReply {}
}
