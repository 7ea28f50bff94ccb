package dev.trafficcontrol.usage;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.PriceBook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/// Collects what a report says, and what is wrong with it.
final class ReportLines {

  private final PriceBook prices;
  private final List<ReportedCost> costs = new ArrayList<>();
  private final TreeSet<LocalDate> days = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();

  ReportLines(PriceBook prices) {
    this.prices = prices;
  }

  void fault(String place, String why) {
    if (faults.size() < ProviderReport.MOST_FAULTS) {
      faults.add(place + ": " + why);
    } else if (faults.size() == ProviderReport.MOST_FAULTS) {
      faults.add("and others");
    }
  }

  /// What is too deep or too long to be read has no place.
  void fault(JacksonException broken) {
    TokenStreamLocation place = broken.getLocation();
    fault(
        place == null ? "the file" : "line " + Math.max(1, place.getLineNr()),
        broken.getOriginalMessage());
  }

  boolean isGood() {
    return faults.isEmpty();
  }

  /// The report covers this day, whatever it says of it.
  void covers(LocalDate day) {
    days.add(day);
  }

  void cost(LocalDate day, String model, Money cost) {
    covers(day);
    costs.add(new ReportedCost(day, prices.charged(model), cost));
  }

  ProviderReport report() {
    if (faults.isEmpty() && days.isEmpty()) {
      fault("the file", "it covers no day");
    }
    return faults.isEmpty()
        ? new ProviderReport.Read(days.first(), days.last(), costs)
        : new ProviderReport.Faulty(faults);
  }
}
