package dev.trafficcontrol.pricing;

import static dev.trafficcontrol.pricing.ShippedBook.BOOK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceBookTest {

  private static final String MODEL =
      """
      {"model": "m-1", "aliases": ["m-one"], "provider": "p", "class": "c",
       "contextWindow": 1000, "maxOutput": 100, "geo": {"global": "1"}, "webSearch": "0.01",
       "rates": {"standard": [{"input": "1", "write5m": "1.25", "write1h": "2",
         "cacheRead": "0.1", "output": "5", "source": "a page", "date": "2026-10-07"}]}}\
      """;

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5-5, claude-opus-5-5",
    "claude-opus-5-5-20260801, claude-opus-5-5",
    "claude-opus-5-20260115, claude-opus-5",
    "claude-opus-4-20250514, claude-opus-4",
    "claude-opus-4-0, claude-opus-4",
    "claude-sonnet-4-0, claude-sonnet-4",
    "claude-haiku-4-5-20251001, claude-haiku-4-5",
  })
  void dated_ids_and_documented_aliases_match_their_base(String id, String base) {
    assertThat(BOOK.find(id)).map(ModelPrice::model).contains(base);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "claude-opus",
        "claude-opus-5-50",
        "claude-opus-5-5-2026080",
        "claude-opus-5-5-20261301",
        "claude-opus-5-5-20260800",
        "claude-opus-5-5-20260801-20260801",
        "claude-opus-5-5-latest",
        "claude-opus-4-0-20250514",
        "CLAUDE-OPUS-5-5",
        " claude-opus-5-5",
        "claude-opus-5-5\n",
        "anthropic/claude-opus-5-5",
      })
  void F36_an_id_that_only_resembles_a_known_one_is_unknown(String id) {
    assertThat(BOOK.find(id)).isEmpty();
  }

  @Test
  void every_shipped_price_says_where_it_is_from_and_when_it_was_read() {
    assertThat(BOOK.models()).hasSize(19);
    assertThat(BOOK.models())
        .flatExtracting(price -> price.tiers().values().stream().flatMap(List::stream).toList())
        .allSatisfy(tier -> {
          assertThat(tier.source()).isEqualTo("Anthropic pricing page");
          assertThat(tier.date()).isAfter(LocalDate.of(2026, 7, 31));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5-5, opus, 1000000, 128000",
    "claude-sonnet-5-5, sonnet, 1000000, 128000",
    "claude-haiku-4-5, haiku, 200000, 64000",
    "claude-mythos-5, mythos, 1000000, 128000",
  })
  void class_and_limits_are_data(String model, String modelClass, long window, long maxOutput) {
    assertThat(BOOK.find(model))
        .hasValueSatisfying(price -> {
          assertThat(price.modelClass()).isEqualTo(modelClass);
          assertThat(price.limits()).isEqualTo(new ModelPrice.Limits(window, maxOutput));
        });
  }

  @Test
  void F51_two_books_that_differ_never_share_a_version() {
    String edited = ShippedBook.JSON.replaceFirst("\"0.25\"", "\"0.26\"");
    assertThat(PriceBook.parse(edited).version()).isNotEqualTo(BOOK.version());
    assertThat(PriceBook.parse(ShippedBook.JSON).version()).isEqualTo(BOOK.version());
  }

  @Test
  void a_provider_without_cache_writes_or_geo_fits_the_format() {
    String json = book(MODEL.replace("\"1.25\"", "\"1\"").replace("\"2\"", "\"1\""));
    assertThat(PriceBook.parse(json).find("m-one"))
        .flatMap(price -> price.rates(Speed.STANDARD, 1))
        .contains(new Rates(1_000_000, 1_000_000, 1_000_000, 100_000, 5_000_000));
  }

  @Test
  void all_faults_are_reported_together_each_with_its_model() {
    String first = MODEL.replace("\"input\": \"1\"", "\"input\": \"-1\", \"writ5m\": \"3\"");
    String second =
        MODEL
            .replace("m-1", "m-2")
            .replace("m-one", "m-1")
            .replace("1000,", "0,")
            .replace("2026-10-07", "today");
    assertThat(faultsOf(book(first + "," + second)))
        .contains(
            "price book m-1 rates standard[0]: 'input' must be a decimal string such as \"0.25\", not negative",
            "price book m-1 rates standard[0]: unknown field 'writ5m'",
            "price book m-2: 'contextWindow' must be a whole number above zero",
            "price book m-2 rates standard[0]: 'date' must be a date such as 2026-10-07",
            "price book: model 'm-1' is there twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "5"             | "0.000005"                   | output cheaper than input
          "5"             | "5000000"                    | 'output' is implausible
          "1"             | "0.000001"                   | 'input' is implausible
          "0.1"           | "10"                         | a cache read dearer than input
          "1.25"          | "0.5"                        | a cache write cheaper than input
          "2"             | "20"                         | a cache write above 4 times input
          "1.25"          | 1.25                         | 'write5m' must be a decimal string
          "1.25"          | "1e3"                        | 'write5m' must be a decimal string
          "1.25"          | "1.0000001"                  | 'write5m' must be a decimal string
          "1.25"          | null                         | 'write5m' must be a decimal string
          {"global": "1"} | {}                           | 'global' must be a decimal string
          {"global": "1"} | {"global": "0.5"}            | 'global' must be from 1 to 10
          {"global": "1"} | {"global": "1", "mars": "1"} | unknown field 'mars'
          "class": "c"    | "class": "C!"                | 'class' must be text
          "source": "a    | "src": "a                    | 'source' must be text
          "source"        | "upToPromptTokens": 5, "source" | the last tier must have no
          ["m-one"]       | "m-one"                      | 'aliases' must be a list
          ["m-one"]       | ["m-1"]                      | model 'm-1' is there twice
          1000,           | 1e3,                         | must be a whole number above zero
          1000,           | 99999999999999999999,        | must be a whole number above zero
          """)
  void F49_an_implausible_or_misspelt_price_is_refused(String right, String wrong, String fault) {
    assertThat(MODEL).contains(right);
    assertThat(faultsOf(book(MODEL.replace(right, wrong))))
        .anySatisfy(found -> assertThat(found).contains(fault));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "{} {}", "{\"version\": \"1\", \"version\": \"2\"}"})
  void what_is_not_one_unambiguous_JSON_object_is_refused(String json) {
    assertThatThrownBy(() -> PriceBook.parse(json)).isInstanceOf(InvalidPriceBook.class);
  }

  @Test
  void a_book_without_models_is_refused() {
    assertThat(faultsOf(book(""))).containsExactly("price book: no models");
  }

  private static String book(String models) {
    return "{\"version\": \"test\", \"models\": [" + models + "]}";
  }

  private static List<String> faultsOf(String json) {
    return catchThrowableOfType(InvalidPriceBook.class, () -> PriceBook.parse(json)).faults();
  }
}
