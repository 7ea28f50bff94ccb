package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.usage.Comparison;
import dev.trafficcontrol.usage.Drift;
import dev.trafficcontrol.usage.ProviderReport;
import dev.trafficcontrol.usage.UsageLog;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `ledger compare`: the provider's report beside the book.
public final class CompareOperations {

  private final UsageLog usage;
  private final PriceBook prices;
  private final Ledger ledger;

  public CompareOperations(UsageLog usage, PriceBook prices, Ledger ledger) {
    this.usage = usage;
    this.prices = prices;
    this.ledger = ledger;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("ledger compare", this::compare, "file", "text", "fail-above", "trip-above"));
  }

  private Facts compare(Arguments arguments) {
    Optional<Money> failAbove = arguments.maybe("fail-above", Money::ofUsd);
    ProviderReport.Read report = read(arguments);
    Comparison comparison =
        Comparison.of(report, usage.spendByModel(report.from(), report.to()), prices);
    arguments
        .maybe("trip-above", Money::ofUsd)
        .ifPresent(most -> tripAbove(most, comparison, report, arguments.by()));
    return Facts.of(
        "from", report.from(),
        "to", report.to(),
        "days", comparison.rows().stream().map(CompareOperations::facts).toList(),
        "report", comparison.total().report().toUsd(),
        "book", comparison.total().book().toUsd(),
        "drift", comparison.total().signedUsd(),
        "fail_above", failAbove.map(Money::toUsd),
        "breaker", BreakerOperations.facts(Scope.GLOBAL, ledger.breaker()).text("state"),
        "above", failAbove.filter(most -> comparison.largest().isMoreThan(most)).isPresent());
  }

  /// Where the provider says that more was spent: either calls go past the gateway, or it charges
  /// what nobody here knows of. The other way round money is safe.
  private void tripAbove(Money most, Comparison comparison, ProviderReport.Read report, String by) {
    Drift total = comparison.total();
    if (total.report().isMoreThan(total.book()) && total.size().isMoreThan(most)) {
      ledger.ask(
          new TripBreaker(
              TripKind.SOFT,
              "the provider's report of %s to %s is %s above the book"
                  .formatted(report.from(), report.to(), total.size()),
              by));
    }
  }

  private static Facts facts(Comparison.Row row) {
    return Facts.of(
        "day", row.day(),
        "model", row.model().isEmpty() ? null : row.model(),
        "report", row.drift().report().toUsd(),
        "book", row.drift().book().toUsd(),
        "drift", row.drift().signedUsd());
  }

  private ProviderReport.Read read(Arguments arguments) {
    String name = arguments.text("file").toLowerCase(Locale.ROOT);
    String text = arguments.text("text");
    ProviderReport report;
    if (name.endsWith(".json")) {
      report = ProviderReport.json(text, prices);
    } else if (name.endsWith(".csv")) {
      report = ProviderReport.csv(text, prices);
    } else {
      throw arguments.bad(arguments.text("file") + " is no .json or .csv file.");
    }
    return switch (report) {
      case ProviderReport.Read read -> read;
      case ProviderReport.Faulty(List<String> faults) ->
          throw new CommandFailed(
              Fault.failed(
                  "Nothing was compared with " + arguments.text("file"),
                  String.join("\n", faults),
                  "Ask for the report again as it says, or mend the file."));
    };
  }
}
