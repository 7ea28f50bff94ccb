package dev.trafficcontrol.usage;

import java.time.Instant;
import java.util.List;

/// Adds up what was charged. Every answer covers the whole book as it is durable when asked.
public interface UsageLog {

  /// Everything ever charged.
  SpendTotals totals();

  /// Charges booked at `since` or later, added up; the dearest first, days in order.
  List<Spend> spend(Breakdown by, Instant since);
}
