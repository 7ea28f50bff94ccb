package dev.trafficcontrol.usage;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.PriceBook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A provider's report beside the book, day by day and model by model.
///
/// @param rows in order of days, then models; those that neither has anything for are left out
public record Comparison(List<Row> rows, Drift total) {

  /// @param model empty where the report says none
  public record Row(LocalDate day, String model, Drift drift) {}

  private record Key(LocalDate day, String model) {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::day).thenComparing(Key::model);
  }

  public Comparison {
    rows = List.copyOf(rows);
  }

  /// @param book the days that the report covers
  public static Comparison of(ProviderReport.Read report, List<ModelDay> book, PriceBook prices) {
    Map<Key, Drift> drifts = new TreeMap<>(Key.ORDER);
    for (ReportedCost cost : report.costs()) {
      drifts.merge(new Key(cost.day(), cost.model()), Drift.reported(cost.cost()), Drift::plus);
    }
    for (ModelDay charged : book) {
      String model = prices.find(charged.model()).map(ModelPrice::model).orElse(charged.model());
      drifts.merge(
          new Key(charged.day(), report.namesModels() ? model : ""),
          Drift.booked(charged.cost()),
          Drift::plus);
    }
    List<Row> rows = new ArrayList<>();
    drifts.forEach((key, drift) -> rows.add(new Row(key.day(), key.model(), drift)));
    return new Comparison(rows, drifts.values().stream().reduce(Drift.NONE, Drift::plus));
  }

  /// The largest difference there is, of a row or in total.
  public Money largest() {
    return rows.stream().map(row -> row.drift().size()).reduce(total.size(), Money::max);
  }
}
