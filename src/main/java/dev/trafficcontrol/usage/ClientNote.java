package dev.trafficcontrol.usage;

import dev.trafficcontrol.ledger.HoldId;

/// Who has made the call of one hold.
public record ClientNote(HoldId hold, Client client) {}
