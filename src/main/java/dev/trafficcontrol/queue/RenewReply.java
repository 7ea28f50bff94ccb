package dev.trafficcontrol.queue;

/// Whether a claim goes on.
public sealed interface RenewReply {

  record Renewed(Claim claim) implements RenewReply {}

  /// The run has to end now: its task was cancelled, or the claim is no longer its own.
  record Stop(String why) implements RenewReply {}
}
