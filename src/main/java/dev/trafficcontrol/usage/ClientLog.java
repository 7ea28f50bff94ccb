package dev.trafficcontrol.usage;

import dev.trafficcontrol.ledger.HoldId;

/// Told of who has made a call, once money is held for it.
public interface ClientLog {

  /// Where nobody keeps it.
  ClientLog NOBODY = (hold, client) -> {};

  /// Stands in the way of a call that is about to be sent: returns at once, and throws nothing.
  /// Where it can't be kept it is lost, and the call goes on.
  void note(HoldId hold, Client client);
}
