package dev.trafficcontrol.usage;

import dev.trafficcontrol.pricing.PriceBook;
import java.time.LocalDate;
import java.util.List;

/// A provider's usage or cost report read: everything in it, or all its faults and nothing else.
public sealed interface ProviderReport {

  /// Faults that are told at once; more are only counted as "and others".
  int MOST_FAULTS = 20;

  /// @param from the first day it covers, in UTC; a day without a cost counts as nothing billed
  /// @param to the last one
  record Read(LocalDate from, LocalDate to, List<ReportedCost> costs) implements ProviderReport {
    public Read {
      costs = List.copyOf(costs);
    }

    /// Whether it says which model cost what; where it doesn't, only days can be compared.
    boolean namesModels() {
      return costs.stream().anyMatch(cost -> !cost.model().isEmpty());
    }
  }

  /// @param faults each with its place: a line, or the way to a field
  record Faulty(List<String> faults) implements ProviderReport {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }

  /// Reads an answer of Anthropic's Admin API: a cost report, or a usage report, which is priced
  /// with `prices`.
  static ProviderReport json(String text, PriceBook prices) {
    return new AdminReport(prices).read(text);
  }

  /// Reads a table with the columns `date`, `model` and `cost_usd`, in any order.
  static ProviderReport csv(String text, PriceBook prices) {
    return new CsvReport(prices).read(text);
  }
}
