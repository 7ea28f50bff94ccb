package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.usage.Comparison;
import dev.trafficcontrol.usage.ProviderReport;
import dev.trafficcontrol.usage.UsageLog;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `ledger compare`: the provider's report beside the book.
public final class CompareOperations {

  private final UsageLog usage;
  private final PriceBook prices;

  public CompareOperations(UsageLog usage, PriceBook prices) {
    this.usage = usage;
    this.prices = prices;
  }

  public List<Verb> verbs() {
    return List.of(Verb.open("ledger compare", this::compare, "file", "text", "fail-above"));
  }

  private Facts compare(Arguments arguments) {
    Optional<Money> failAbove = arguments.maybe("fail-above", Money::ofUsd);
    ProviderReport.Read report = read(arguments);
    Comparison comparison =
        Comparison.of(report, usage.spendByModel(report.from(), report.to()), prices);
    return Facts.of(
        "from", report.from(),
        "to", report.to(),
        "days", comparison.rows().stream().map(CompareOperations::facts).toList(),
        "report", comparison.total().report().toUsd(),
        "book", comparison.total().book().toUsd(),
        "drift", comparison.total().signedUsd(),
        "fail_above", failAbove.map(Money::toUsd),
        "above", failAbove.filter(most -> comparison.largest().isMoreThan(most)).isPresent());
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
