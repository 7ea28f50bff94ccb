package dev.trafficcontrol.pricing;

import static dev.trafficcontrol.pricing.ShippedBook.BOOK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trafficcontrol.money.Money;
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
    "gpt-5.4-2026-03-05, gpt-5.4",
    "gpt-5.6, gpt-5.6-sol",
    "gpt-6-sol-2026-09-01, gpt-6-sol",
    "gpt-4o-2024-11-20, gpt-4o",
    "gpt-4o-2024-05-13, gpt-4o-2024-05-13",
    "o3-2025-04-16, o3",
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
        "gpt-5.4-2026-0305",
        "gpt-5.4-202603-05",
        "gpt-5.4-2026-13-05",
        "gpt-5.4-2026-3-5",
        "gpt-5.4-2026-03-05-2026-03-05",
        "gpt-5.40",
        "gpt-6",
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
    assertThat(BOOK.models()).hasSizeGreaterThan(70);
    assertThat(BOOK.models())
        .flatExtracting(price -> price.tiers().values().stream().flatMap(List::stream).toList())
        .allSatisfy(tier -> {
          assertThat(tier.source()).containsIgnoringCase("pricing page");
          assertThat(tier.date()).isAfter(LocalDate.of(2026, 7, 31));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5-5, opus, 1000000, 128000",
    "claude-sonnet-5-5, sonnet, 1000000, 128000",
    "claude-haiku-4-5, haiku, 200000, 64000",
    "claude-mythos-5, mythos, 1000000, 128000",
    "gpt-6-astra, astra, 1050000, 128000",
    "gpt-6-luna, luna, 1050000, 128000",
    "gpt-5-mini, gpt-mini, 400000, 128000",
    "gpt-4.1, gpt, 1047576, 32768",
    "o3, o, 200000, 100000",
  })
  void class_and_limits_are_data(String model, String modelClass, long window, long maxOutput) {
    assertThat(BOOK.find(model))
        .hasValueSatisfying(price -> {
          assertThat(price.modelClass()).isEqualTo(modelClass);
          assertThat(price.limits()).isEqualTo(new ModelPrice.Limits(window, maxOutput));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "ft:gpt-4o-mini-2024-07-18:org::id, fine-tuned",
    "gpt-realtime, audio",
    "gpt-4o-audio-preview-2024-12-17, audio",
    "gpt-image-2, images",
    "text-embedding-3-small, no model that answers",
    "omni-moderation-latest, no model that answers",
    "o3-deep-research, searches by itself",
    "gpt-4o-search-preview, searches by itself",
    "davinci-002, neither chat completions nor responses",
    "gpt-oss-120b, weights are open",
    "claude-3-5-haiku-20241022, no longer serves",
    "claude-2.1, no longer serves",
  })
  void what_can_not_be_priced_is_refused_by_its_name_with_the_reason(String model, String reason) {
    assertThat(BOOK.find(model)).isEmpty();
    assertThat(BOOK.whyNot(model)).hasValueSatisfying(why -> assertThat(why).contains(reason));
  }

  @Test
  void no_reason_is_given_for_what_has_a_price_or_is_unknown() {
    assertThat(BOOK.models()).allSatisfy(price -> assertThat(BOOK.whyNot(price.model())).isEmpty());
    assertThat(BOOK.whyNot("gpt-99")).isEmpty();
    PriceBook own = PriceBook.parse(book(MODEL.replace("m-1", "gpt-oss-120b")));
    assertThat(own.whyNot("gpt-oss-120b")).isEmpty();
  }

  @Test
  void a_call_is_priced_by_how_it_is_served() {
    TokenUsage used = new TokenUsage(1_000_000, 0, 0, 0, 0, 0);
    for (var each :
        List.of("gpt-5-mini STANDARD 0.25", "gpt-5-mini FLEX 0.125", "gpt-5-mini PRIORITY 0.45")) {
      String[] said = each.split(" ");
      Modifiers as = new Modifiers(Geo.GLOBAL, Speed.valueOf(said[1]));
      assertThat(ShippedBook.cost(said[0], used, as))
          .isEqualTo(new Cost.Priced(Money.ofUsd(said[2])));
    }
    assertThat(ShippedBook.cost("o3", used, new Modifiers(Geo.GLOBAL, Speed.FLEX)))
        .isInstanceOf(Cost.Unpriced.class);
    assertThat(ShippedBook.cost("gpt-5-mini", used, new Modifiers(Geo.GLOBAL, Speed.FAST)))
        .isInstanceOf(Cost.Unpriced.class);
  }

  @Test
  void a_prompt_of_272_000_tokens_is_dearer_in_whichever_way_the_border_is_read() {
    ModelPrice astra = BOOK.find("gpt-6-astra").orElseThrow();
    for (Speed speed : List.of(Speed.STANDARD, Speed.FLEX, Speed.PRIORITY)) {
      Rates below = astra.rates(speed, 271_999).orElseThrow();
      Rates above = astra.rates(speed, 272_000).orElseThrow();
      assertThat(above.input()).isEqualTo(2 * below.input());
      assertThat(2 * above.output()).isEqualTo(3 * below.output());
    }
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
  void a_book_as_deep_as_it_likes_is_told_as_a_fault() {
    assertThat(faultsOf("[".repeat(100_000))).singleElement().asString().contains("depth");
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
