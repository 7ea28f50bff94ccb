package dev.trafficcontrol.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.PriceBook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderReportTest {

  private static final PriceBook PRICES = shipped();
  private static final LocalDate FIRST = LocalDate.parse("2026-11-24");
  private static final LocalDate SECOND = LocalDate.parse("2026-11-25");

  @Test
  void a_cost_report_is_in_cents_by_day_and_model_and_covers_also_days_without_a_cost() {
    ProviderReport report =
        json(
            """
            {"data": [
               {"starting_at": "2026-11-24T00:00:00Z", "ending_at": "2026-11-25T00:00:00Z", "results": [
                 {"currency": "USD", "amount": "123.45", "workspace_id": null,
                  "description": "Claude Sonnet 5.5 Usage - Input Tokens", "cost_type": "tokens",
                  "context_window": "0-200k", "model": "claude-sonnet-5-5-20260801",
                  "service_tier": "standard", "token_type": "uncached_input_tokens"},
                 {"currency": "USD", "amount": "1.00000004", "cost_type": "web_search", "model": null,
                  "service_tier": null}]},
               {"starting_at": "2026-11-25T00:00:00Z", "ending_at": "2026-11-26T00:00:00Z", "results": []}
             ], "has_more": false, "next_page": null}
            """);
    assertThat(report)
        .isEqualTo(
            new ProviderReport.Read(
                FIRST, SECOND, List.of(cost("claude-sonnet-5-5", "1.2345"), cost("", "0.01"))));
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource({
    "claude-sonnet-5-5, 0-200k, global, 14.64",
    "claude-sonnet-5-5-20260801, 0-200k, not_available, 16.103",
    "claude-sonnet-5-5, 200k-1M, us, 16.103",
    "claude-sonnet-4-5, 0-200k, not_available, 22.105",
    "claude-sonnet-4-5, 200k-1M, not_available, 37.8025",
  })
  void a_usage_report_is_priced_by_the_book(String model, String window, String geo, String usd) {
    ProviderReport report =
        json(
            usage(
                """
                "model": "%s", "context_window": "%s", "inference_geo": "%s"\
                """
                    .formatted(model, window, geo)));
    assertThat(report)
        .isInstanceOfSatisfying(
            ProviderReport.Read.class,
            read ->
                assertThat(read.costs())
                    .extracting(ReportedCost::cost)
                    .containsExactly(Money.ofUsd(usd)));
  }

  /// A million tokens of each kind, and one search.
  private static String usage(String fields) {
    return """
    {"data": [{"starting_at": "2026-11-24T05:00:00Z", "results": [
      {"uncached_input_tokens": 1000000, "cache_read_input_tokens": 1000000,
       "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 1000000},
       "output_tokens": 853000, "server_tool_use": {"web_search_requests": 1},
       "api_key_id": null, "workspace_id": null, "service_tier": "standard", %s}]}],
     "has_more": false}
    """
        .formatted(fields);
  }

  @Test
  void what_a_usage_report_does_not_tell_apart_but_its_price_depends_on_is_asked_for() {
    assertThat(faults(json(usage("\"model\": null"))))
        .containsExactly("data[0].results[0].model: it names no model: group the report by model");
    assertThat(faults(json(usage("\"model\": \"claude-sonnet-4-5\", \"context_window\": null"))))
        .singleElement()
        .asString()
        .contains("context_window", "costs more above 200k");
    assertThat(faults(json(usage("\"model\": \"gpt-9\"")))).first().asString().contains("gpt-9");
  }

  @Test
  void all_faults_are_told_together_with_their_places() {
    ProviderReport report =
        json(
            """
            {"data": [
               {"starting_at": "yesterday", "results": []},
               {"starting_at": "2026-11-24T00:00:00Z", "results": [
                 {"amount": 12.5},
                 {"amount": "-3"},
                 {"amount": "1", "currency": "EUR"},
                 {"amount": "1", "service_tier": "batch"},
                 {"uncached_input_tokens": -1, "model": "claude-sonnet-5-5"},
                 {"cost": "1"}]}
             ], "has_more": true, "next_page": "page_2"}
            """);
    assertThat(faults(report))
        .hasSize(12)
        .anySatisfy(fault -> assertThat(fault).startsWith("has_more: this is one page of several"))
        .anySatisfy(fault -> assertThat(fault).startsWith("data[0].starting_at: "))
        .anySatisfy(fault -> assertThat(fault).startsWith("data[1].results[0].amount: "))
        .anySatisfy(fault -> assertThat(fault).startsWith("data[1].results[1].amount: "))
        .anySatisfy(fault -> assertThat(fault).startsWith("data[1].results[2].currency: "))
        .anySatisfy(fault -> assertThat(fault).contains("results[3].service_tier: 'batch'"))
        .anySatisfy(fault -> assertThat(fault).contains("results[4].uncached_input_tokens"))
        .anySatisfy(fault -> assertThat(fault).contains("[4].cache_creation.ephemeral_5m"))
        .anySatisfy(fault -> assertThat(fault).startsWith("data[1].results[5]: it has neither"));
  }

  @Test
  void what_is_no_json_or_no_report_is_a_fault_and_so_is_an_empty_one() {
    assertThat(faults(json("{\"data\": [],\n \"data\": []}")))
        .first()
        .asString()
        .contains("line 2");
    assertThat(faults(json("[]"))).isNotEmpty();
    assertThat(faults(json("{\"data\": [], \"has_more\": false}")))
        .containsExactly("the file: it covers no day");
    assertThat(faults(csv("date,model,cost_usd\n"))).containsExactly("the file: it covers no day");
  }

  @Test
  void a_report_as_deep_as_it_likes_is_told_as_a_fault_of_the_file() {
    assertThat(faults(json("[".repeat(100_000))))
        .first()
        .asString()
        .startsWith("the file: ")
        .contains("depth");
  }

  @Test
  void a_table_is_read_with_its_columns_in_any_order_and_quotes() {
    assertThat(
            csv(
                """
                model,cost_usd,date
                "claude-sonnet-5-5-20260801",1.5,2026-11-24

                ,0.25,2026-11-25
                """))
        .isEqualTo(
            new ProviderReport.Read(
                FIRST,
                SECOND,
                List.of(
                    cost("claude-sonnet-5-5", "1.5"),
                    new ReportedCost(SECOND, "", Money.ofUsd("0.25")))));
  }

  @Test
  void a_tables_faults_are_told_by_line() {
    assertThat(faults(csv("date,model,cost_usd\n24.11.,m,1\n2026-11-24,m,$1\n2026-11-24,m\n")))
        .hasSize(3)
        .satisfiesExactly(
            fault -> assertThat(fault).startsWith("line 2: the date"),
            fault -> assertThat(fault).startsWith("line 3: '$1'"),
            fault -> assertThat(fault).startsWith("line 4: the row has 2 cells"));
    assertThat(faults(csv("day,cost\n2026-11-24,1\n")))
        .containsExactly("line 1: the header must be: date,model,cost_usd");
    assertThat(faults(csv("date,model,cost_usd\n" + "x,m,1\n".repeat(50)))).hasSize(21);
  }

  @Test
  void the_drift_is_the_report_less_the_book_by_day_and_model() {
    ProviderReport.Read report =
        new ProviderReport.Read(
            FIRST, SECOND, List.of(cost("claude-sonnet-5-5", "2"), cost("", "0.10")));
    Comparison comparison =
        Comparison.of(
            report,
            List.of(
                new ModelDay(FIRST, "claude-sonnet-5-5-20260801", Money.ofUsd("1.50")),
                new ModelDay(SECOND, "claude-opus-5", Money.ofUsd("3"))),
            PRICES);
    assertThat(comparison.rows())
        .extracting(row -> row.day() + " " + row.model() + " " + row.drift().signedUsd())
        .containsExactly(
            "2026-11-24  0.10",
            "2026-11-24 claude-sonnet-5-5 0.50",
            "2026-11-25 claude-opus-5 -3.00");
    assertThat(comparison.total().signedUsd()).isEqualTo("-2.40");
    assertThat(comparison.largest()).isEqualTo(Money.ofUsd("3"));
  }

  @Test
  void a_report_that_names_no_model_is_compared_by_days() {
    Comparison comparison =
        Comparison.of(
            new ProviderReport.Read(FIRST, FIRST, List.of(cost("", "2"))),
            List.of(
                new ModelDay(FIRST, "claude-opus-5", Money.ofUsd("1.25")),
                new ModelDay(FIRST, "claude-sonnet-5-5", Money.ofUsd("0.75"))),
            PRICES);
    assertThat(comparison.rows())
        .containsExactly(
            new Comparison.Row(FIRST, "", new Drift(Money.ofUsd("2"), Money.ofUsd("2"))));
    assertThat(comparison.largest()).isEqualTo(Money.ZERO);
  }

  private static ReportedCost cost(String model, String usd) {
    return new ReportedCost(FIRST, model, Money.ofUsd(usd));
  }

  private static ProviderReport json(String text) {
    return ProviderReport.json(text, PRICES);
  }

  private static ProviderReport csv(String text) {
    return ProviderReport.csv(text, PRICES);
  }

  private static List<String> faults(ProviderReport report) {
    return switch (report) {
      case ProviderReport.Faulty(List<String> faults) -> faults;
      case ProviderReport.Read read -> throw new AssertionError("no fault in " + read);
    };
  }

  private static PriceBook shipped() {
    try (InputStream book = PriceBook.class.getResourceAsStream(PriceBook.RESOURCE)) {
      return PriceBook.parse(
          new String(Objects.requireNonNull(book).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
