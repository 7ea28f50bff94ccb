package dev.trafficcontrol.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trafficcontrol.money.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// F49 at its edges: the last price that is believed, and the first that is not.
class PlausiblePricesTest {

  private final Map<String, String> rates = new LinkedHashMap<>();
  private String geo = "\"global\": \"1\"";
  private String more = "";
  private String tier = "";

  PlausiblePricesTest() {
    all("1");
  }

  private void all(String rate) {
    for (String name : List.of("input", "write5m", "write1h", "cacheRead", "output")) {
      rates.put(name, rate);
    }
  }

  private String tier() {
    return rates.entrySet().stream()
            .map(rate -> "\"%s\": \"%s\", ".formatted(rate.getKey(), rate.getValue()))
            .collect(Collectors.joining("", "{", ""))
        + tier
        + "\"source\": \"a page\", \"date\": \"2026-10-07\"}";
  }

  private String book(String tiers, String speeds) {
    return """
    {"version": "test", "models": [
      {"model": "m-1", "aliases": [], "provider": "p", "class": "c", "contextWindow": 1000,
       "maxOutput": 100, "webSearch": "0.01", "geo": {%s}, %s
       "rates": {"standard": [%s]%s}}]}
    """
        .formatted(geo, more, tiers, speeds);
  }

  private List<String> faults(String json) {
    return catchThrowableOfType(InvalidPriceBook.class, () -> PriceBook.parse(json)).faults();
  }

  private List<String> faults() {
    return faults(book(tier(), ""));
  }

  private ModelPrice accepted() {
    return PriceBook.parse(book(tier(), "")).find("m-1").orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.001", "1", "1000"})
  void rates_from_a_tenth_of_a_cent_to_a_thousand_dollars_are_believed(String rate) {
    all(rate);
    assertThat(accepted().model()).isEqualTo("m-1");
  }

  @ParameterizedTest
  @CsvSource({
    "input",
    "write5m",
    "write1h",
    "cacheRead",
    "output",
  })
  void a_rate_outside_of_that_is_refused_by_its_name(String name) {
    for (String beyond : List.of("0.000999", "1000.000001")) {
      all(beyond.startsWith("0") ? "0.001" : "1000");
      rates.put(name, beyond);
      assertThat(faults()).anyMatch(fault -> fault.contains("'" + name + "' is implausible"));
    }
  }

  @ParameterizedTest
  @CsvSource({"write1h, 4", "output, 20", "cacheRead, 1", "write5m, 1", "output, 1"})
  void the_widest_relations_of_known_price_lists_are_believed(String name, String rate) {
    rates.put(name, rate);
    assertThat(accepted().rates(Speed.STANDARD, 1)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "write1h, 4.000001, a cache write above 4 times input",
    "write1h, 0.999999, cheaper than",
    "output, 20.000001, output above 20 times input",
    "output, 0.999999, output cheaper than input",
    "cacheRead, 1.000001, a cache read dearer than input",
    "write5m, 0.999999, a cache write cheaper than input",
  })
  void a_hair_beyond_is_refused(String name, String rate, String fault) {
    rates.put(name, rate);
    assertThat(faults()).anyMatch(found -> found.contains(fault));
  }

  @Test
  void what_somebody_accepts_is_believed_but_for_a_price_of_nothing() {
    more = "\"accepted\": \"a machine of our own\",";
    rates.put("output", "99");
    assertThat(accepted().rates(Speed.STANDARD, 1)).isPresent();
    rates.put("output", "0");
    assertThat(faults())
        .anyMatch(fault -> fault.contains("'input' and 'output' must be above zero"));
  }

  @Test
  void what_is_read_is_what_was_written() {
    geo = "\"global\": \"1\", \"us\": \"1.1\"";
    ModelPrice price = accepted();
    assertThat(price.permille(Geo.GLOBAL)).hasValue(1_000);
    assertThat(price.permille(Geo.US)).hasValue(1_100);
    assertThat(price.webSearch()).isEqualTo(Money.ofUsd("0.01"));
    geo = "\"global\": \"10\"";
    assertThat(accepted().permille(Geo.GLOBAL)).hasValue(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.001", "0.999", "1.0005"})
  void a_factor_by_place_outside_of_1_to_10_or_finer_than_a_thousandth_is_refused(String factor) {
    geo = "\"global\": \"" + factor + "\"";
    assertThat(faults()).anyMatch(fault -> fault.contains("'global' must be from 1 to 10"));
  }

  @Test
  void nothing_is_passed_over_whatever_level_it_stands_at() {
    more = "\"colour\": \"red\",";
    assertThat(faults()).anyMatch(fault -> fault.contains("unknown field 'colour'"));
    more = "";
    assertThat(faults(book(tier(), ", \"slow\": []")))
        .anyMatch(fault -> fault.contains("unknown field 'slow'"));
    assertThat(faults(book(tier(), "").replace("\"version\"", "\"colour\": 1, \"version\"")))
        .anyMatch(fault -> fault.contains("price book: unknown field 'colour'"));
    assertThat(faults("{\"version\": \"t\", \"models\": [1]}"))
        .anyMatch(fault -> fault.contains("must be an object"));
    assertThat(faults(book(tier(), "").replace("[]", "[\"No ID!\"]")))
        .anyMatch(fault -> fault.contains("'aliases' must hold text"));
  }

  @Test
  void tiers_go_from_small_prompts_to_large_and_never_stand_still() {
    tier = "\"upToPromptTokens\": 500, ";
    String small = tier();
    tier = "";
    assertThat(PriceBook.parse(book(small + "," + tier(), "")).models()).hasSize(1);
    assertThat(faults(book(small + "," + small + "," + tier(), "")))
        .anyMatch(fault -> fault.contains("tiers must go from small prompts to large"));
  }
}
