package dev.trafficcontrol.brokenladder.ledger;

import java.util.UUID;

/// Makes an id in the core.
public final class DrawsId {
  public UUID id() {
    return UUID.randomUUID();
  }
}
