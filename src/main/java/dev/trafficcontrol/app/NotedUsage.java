package dev.trafficcontrol.app;

import dev.trafficcontrol.usage.Breakdown;
import dev.trafficcontrol.usage.ModelDay;
import dev.trafficcontrol.usage.Selection;
import dev.trafficcontrol.usage.Spend;
import dev.trafficcontrol.usage.SpendTotals;
import dev.trafficcontrol.usage.UsageLog;
import java.time.LocalDate;
import java.util.List;

/// The usage log, with who has made the calls: where that bears on the answer, what was noted is
/// kept first.
record NotedUsage(UsageLog log, ClientNotes notes) implements UsageLog {

  @Override
  public SpendTotals totals() {
    return log.totals();
  }

  @Override
  public List<Spend> spend(Breakdown by, Selection of) {
    boolean isOfClients =
        of.session() != null
            || switch (by) {
              case SESSION, AGENT -> true;
              case PROJECT, TASK, RUN, MODEL, KEY, DAY -> false;
            };
    if (isOfClients) {
      notes.keepAll();
    }
    return log.spend(by, of);
  }

  @Override
  public List<ModelDay> spendByModel(LocalDate from, LocalDate to) {
    return log.spendByModel(from, to);
  }
}
