package dev.trafficcontrol.usage;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.PriceBook;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvReadFeature;

/// Reads a plain table of costs (RFC 4180): `date,model,cost_usd`, the model empty where it is not
/// known. What any invoice can be brought into.
final class CsvReport {

  private static final CsvFactory FACTORY =
      CsvFactory.builder().enable(CsvReadFeature.WRAP_AS_ARRAY).build();
  private static final Set<String> COLUMNS = Set.of("date", "model", "cost_usd");

  private final ReportLines lines;

  CsvReport(PriceBook prices) {
    this.lines = new ReportLines(prices);
  }

  ProviderReport read(String text) {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      parser.nextToken(); // the whole is an array of rows
      List<String> header = List.of();
      while (true) {
        int line = parser.currentLocation().getLineNr();
        if (parser.nextToken() != JsonToken.START_ARRAY) {
          break;
        }
        List<String> cells = cells(parser);
        if (header.isEmpty()) {
          header = cells;
          check(header, line);
        } else if (lines.isGood() || header.size() == COLUMNS.size()) {
          row(header, cells, "line " + line);
        }
      }
    } catch (JacksonException broken) {
      lines.fault(broken);
    }
    return lines.report();
  }

  private void check(List<String> header, int line) {
    if (header.size() != COLUMNS.size() || !COLUMNS.containsAll(header)) {
      lines.fault("line " + line, "the header must be: date,model,cost_usd");
    }
  }

  private void row(List<String> header, List<String> cells, String place) {
    if (cells.stream().allMatch(String::isEmpty)) {
      return;
    }
    if (cells.size() != header.size()) {
      lines.fault(place, "the row has %d cells, the header 3".formatted(cells.size()));
      return;
    }
    try {
      LocalDate day = LocalDate.parse(cells.get(header.indexOf("date")));
      Money cost = Money.ofUsd(cells.get(header.indexOf("cost_usd")));
      lines.cost(day, cells.get(header.indexOf("model")), cost);
    } catch (DateTimeException notOne) {
      lines.fault(place, "the date must be one such as 2026-11-26");
    } catch (IllegalArgumentException notMoney) {
      lines.fault(place, String.valueOf(notMoney.getMessage()));
    }
  }

  private static List<String> cells(JsonParser parser) {
    List<String> cells = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      cells.add(parser.getString().strip());
    }
    return cells;
  }
}
