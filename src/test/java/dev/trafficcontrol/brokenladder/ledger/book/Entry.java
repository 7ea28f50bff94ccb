package dev.trafficcontrol.brokenladder.ledger.book;

import dev.trafficcontrol.brokenladder.ledger.hold.Hold;

/// In a cycle with [Hold].
public record Entry(Hold hold) {}
