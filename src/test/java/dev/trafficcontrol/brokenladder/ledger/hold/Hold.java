package dev.trafficcontrol.brokenladder.ledger.hold;

import dev.trafficcontrol.brokenladder.ledger.book.Entry;
import java.util.List;

/// In a cycle with [Entry].
public record Hold(List<Entry> entries) {}
