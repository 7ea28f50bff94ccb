package dev.trafficcontrol.simulator;

import java.math.BigDecimal;
import java.util.Map;

/// The sums of a bill.
///
/// @param total USD, open calls counted at what they were planned to cost
/// @param calls calls that were begun
/// @param open calls begun and not ended: in progress, or lost with a process that was killed
/// @param lines lines of the bill
/// @param models USD per model id
public record BillTotals(
    BigDecimal total, long calls, long open, long lines, Map<String, BigDecimal> models) {

  public BillTotals {
    models = Map.copyOf(models);
  }
}
