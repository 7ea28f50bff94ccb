package dev.trafficcontrol.brokenladder.money;

import dev.trafficcontrol.brokenladder.ledger.book.Entry;

/// Uses a later package.
public record LooksUp(Entry entry) {}
