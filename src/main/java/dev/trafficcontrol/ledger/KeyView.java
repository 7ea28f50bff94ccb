package dev.trafficcontrol.ledger;

import dev.trafficcontrol.key.Key;

/// A key as people see it.
public record KeyView(Key key, boolean isRevoked) {}
