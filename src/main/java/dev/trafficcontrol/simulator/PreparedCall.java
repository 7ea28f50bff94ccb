package dev.trafficcontrol.simulator;

/// A call that is ready to be answered: what to say, and who is charged what for it.
///
/// @param announced usage as it is known when the answer begins
record PreparedCall(Conversation conversation, Reply reply, BilledCall billing, Usage announced) {}
