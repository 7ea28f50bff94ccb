package dev.trafficcontrol.usage;

import dev.trafficcontrol.pricing.PriceBook;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what Anthropic's Admin API answers: buckets of time with results each.
///
/// Source: `GET /v1/organizations/cost_report` and `GET /v1/organizations/usage_report/messages`,
/// <https://platform.claude.com/docs/en/api/admin/cost_report> and
/// <https://platform.claude.com/docs/en/api/admin/usage_report/retrieve_messages>, read 2026-11-26.
/// Fields that are not needed are passed over: the provider adds some. Whichever of the two a file
/// is, its results say: a cost has an `amount`, a usage has `uncached_input_tokens`.
final class AdminReport {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// Priced otherwise, and never asked for by the gateway.
  private static final Set<String> STANDARD = Set.of("standard");

  private final PriceBook prices;
  private final ReportLines lines;

  AdminReport(PriceBook prices) {
    this.prices = prices;
    this.lines = new ReportLines(prices);
  }

  ProviderReport read(String text) {
    try {
      document(MAPPER.readTree(text));
    } catch (JacksonException broken) {
      lines.fault(broken);
    }
    return lines.report();
  }

  private void document(JsonNode report) {
    JsonNode data = report.path("data");
    if (!data.isArray()) {
      lines.fault("data", "it must be a list of buckets, as the Admin API answers");
      return;
    }
    if (!report.path("has_more").isBoolean()) {
      lines.fault("has_more", "it must be there: whether the report is complete");
    } else if (report.path("has_more").booleanValue()) {
      lines.fault(
          "has_more",
          "this is one page of several; ask for all of them (limit=31, page=next_page) and put their"
              + " buckets into one list");
    }
    int index = 0;
    for (JsonNode bucket : data.values()) {
      bucket(bucket, "data[" + index++ + "]");
    }
  }

  private void bucket(JsonNode bucket, String place) {
    Optional<LocalDate> day = day(bucket.path("starting_at").stringValue(""));
    if (day.isEmpty()) {
      lines.fault(place + ".starting_at", "it must be a time such as 2026-11-26T00:00:00Z");
      return;
    }
    lines.covers(day.get());
    if (!bucket.path("results").isArray()) {
      lines.fault(place + ".results", "it must be a list");
    }
    int index = 0;
    for (JsonNode result : bucket.path("results").values()) {
      result(result, place + ".results[" + index++ + "]", day.get());
    }
  }

  private void result(JsonNode result, String place, LocalDate day) {
    String tier = result.path("service_tier").stringValue("standard");
    if (!STANDARD.contains(tier)) {
      lines.fault(
          place + ".service_tier",
          "'%s' is priced otherwise, and no call through the gateway has it: filter the report by service_tiers[]=standard"
              .formatted(tier));
      return;
    }
    ReportedResult fields = new ReportedResult(result, place, lines);
    String model = result.path("model").stringValue("");
    if (result.has("amount")) {
      fields.cents("amount").ifPresent(cost -> lines.cost(day, model, cost));
    } else if (result.has("uncached_input_tokens")) {
      fields.priced(model, prices).ifPresent(cost -> lines.cost(day, model, cost));
    } else {
      lines.fault(place, "it has neither an 'amount' nor 'uncached_input_tokens'");
    }
  }

  private static Optional<LocalDate> day(String time) {
    try {
      return Optional.of(
          OffsetDateTime.parse(time).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate());
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }
}
