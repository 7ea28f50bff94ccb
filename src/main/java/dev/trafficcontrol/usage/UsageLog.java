package dev.trafficcontrol.usage;

import java.time.LocalDate;
import java.util.List;

/// Adds up what was charged. Every answer covers the whole book as it is durable when asked.
public interface UsageLog {

  /// Everything ever charged.
  SpendTotals totals();

  /// The charges that are meant, added up; the dearest first, days in order.
  List<Spend> spend(Breakdown by, Selection of);

  /// Charges of the days from `from` to `to`, both included, added up for each day in UTC and
  /// model.
  List<ModelDay> spendByModel(LocalDate from, LocalDate to);
}
