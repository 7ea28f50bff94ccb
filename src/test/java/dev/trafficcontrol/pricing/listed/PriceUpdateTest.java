package dev.trafficcontrol.pricing.listed;

import static dev.trafficcontrol.pricing.listed.PriceListTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.pricing.Geo;
import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.pricing.PriceBookWriter;
import dev.trafficcontrol.pricing.Rates;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.listed.PriceUpdate.Change;
import dev.trafficcontrol.pricing.listed.PriceUpdate.Left;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of a price book that a list is taken over into.
class PriceUpdateTest {

  private static final PriceBook BOOK = PriceBook.parse(Lists.text(PriceBook.RESOURCE));

  static final String OWN =
      """
      {"version": "mine-1", "models": [
        {"model": "house-llm", "aliases": ["house"], "provider": "basement", "class": "house",
         "contextWindow": 32000, "maxOutput": 4000, "geo": {"global": "1"}, "webSearch": "0",
         "rates": {"standard": [{"input": "0.10", "write5m": "0.10", "write1h": "0.10",
           "cacheRead": "0.10", "output": "0.40", "source": "our own power bill",
           "date": "2026-11-01"}]}}]}
      """;

  private static PriceUpdate update(String list, String... accepted) {
    return PriceUpdate.of(BOOK, read(list), Set.of(accepted), Lists.DAY);
  }

  private static ModelPrice after(PriceUpdate update, String model) {
    return PriceBook.parse(update.json()).find(model).orElseThrow();
  }

  private static Rates standard(ModelPrice price, long prompt) {
    return price.rates(Speed.STANDARD, prompt).orElseThrow();
  }

  @Test
  void a_book_that_is_written_is_read_as_it_was() {
    String json = PriceBookWriter.write(BOOK.label(), BOOK.models());
    assertThat(PriceBook.parse(json).models()).isEqualTo(BOOK.models());
    assertThat(PriceBookWriter.write(BOOK.label(), PriceBook.parse(json).models())).isEqualTo(json);
  }

  @Test
  void models_of_an_own_book_are_added_and_all_others_stay() {
    PriceUpdate update = update(OWN);
    assertThat(update.changes())
        .containsExactly(new Change("house-llm", "new", "-", "input 0.10, output 0.40"));
    PriceBook after = PriceBook.parse(update.json());
    assertThat(after.label()).isEqualTo("mine-1");
    assertThat(after.find("house")).map(ModelPrice::provider).contains("basement");
    assertThat(after.models()).containsAll(BOOK.models());
    assertThat(PriceUpdate.of(after, read(OWN), Set.of(), Lists.DAY).changes()).isEmpty();
  }

  @Test
  void a_new_model_of_a_list_is_priced_wholly_or_not_at_all() {
    String list = PriceListTest.MODELS_DEV;
    assertThat(update(list).left())
        .contains(
            new Left("claude-new-6", "the list does not say all of its rates"),
            new Left("gpt-free", "it has no price for tokens"));
    ModelPrice openAis =
        after(
            update(
                list.replace(
                    "gpt-free\": {", "gpt-9-mini\": {\"cost\": {\"input\": 1, \"output\": 2},")),
            "gpt-9-mini");
    assertThat(standard(openAis, 1))
        .isEqualTo(new Rates(1_000_000, 1_000_000, 1_000_000, 1_000_000, 2_000_000));
    assertThat(openAis.modelClass()).isEqualTo("gpt-mini");
    assertThat(openAis.webSearch().toUsd()).isEqualTo("0.025");
    String litellm =
        """
        {"claude-new-6": {"litellm_provider": "anthropic", "mode": "chat",
          "max_input_tokens": 1000000, "max_output_tokens": 64000, "input_cost_per_token": 3e-06,
          "cache_creation_input_token_cost": 3.75e-06,
          "cache_creation_input_token_cost_above_1hr": 6e-06,
          "cache_read_input_token_cost": 3e-07, "output_cost_per_token": 1.5e-05}}
        """;
    ModelPrice claude = after(update(litellm), "claude-new-6");
    assertThat(standard(claude, 1))
        .isEqualTo(new Rates(3_000_000, 3_750_000, 6_000_000, 300_000, 15_000_000));
    assertThat(claude.modelClass()).isEqualTo("new");
    assertThat(claude.geoPermille()).isEqualTo(Map.of(Geo.GLOBAL, 1_000, Geo.US, 1_100));
  }

  @Test
  void what_a_list_does_not_know_stays_only_as_long_as_nothing_else_of_it_moved() {
    String same = "{\"openai\": {\"models\": {\"gpt-5-mini\": {\"cost\": %s}}}}";
    assertThat(update(same.formatted("{\"input\": 0.25, \"output\": 2}")).changes()).isEmpty();
    ModelPrice moved =
        after(
            update(same.formatted("{\"input\": 0.3, \"output\": 2, \"cache_read\": 0.03}")),
            "gpt-5-mini");
    assertThat(moved.tiers().keySet()).containsExactly(Speed.STANDARD);
    assertThat(standard(moved, 1))
        .isEqualTo(new Rates(300_000, 300_000, 300_000, 30_000, 2_000_000));
  }

  @Test
  void F49_a_price_per_token_taken_for_one_per_million_is_refused_by_its_model() {
    String slip =
        "{\"openai\": {\"models\": {\"gpt-5-mini\": {\"cost\": {\"input\": 0.00000025, \"output\": 0.000002}}}}}";
    PriceUpdate update = update(slip);
    assertThat(update.changes()).isEmpty();
    assertThat(update.implausible()).extracting(Left::model).containsExactly("gpt-5-mini");
    assertThat(update.implausible().getFirst().why())
        .startsWith("input from 0.25 to 0.000001 is a factor of 10 or more; ")
        .endsWith(" more");
    assertThat(standard(after(update, "gpt-5-mini"), 1).input()).isEqualTo(250_000);
  }

  @ParameterizedTest
  @CsvSource({
    "2.5, 2.5, 0.025, 1",
    "0.25, 20, 0.025, 1",
    "0.25, 2, 0.25, 1",
    "0.25, 2, 0.0025, 1",
    "2.49, 19.99, 0.249, 0",
    "0.24, 1.9, 0.0026, 0",
  })
  void F49_a_tenth_and_ten_times_are_doubted_and_a_hair_less_is_not(
      String input, String output, String read, int doubted) {
    String list =
        "{\"openai\": {\"models\": {\"gpt-5-mini\": {\"cost\": {\"input\": %s, \"output\": %s, \"cache_read\": %s}}}}}"
            .formatted(input, output, read);
    assertThat(update(list).implausible()).hasSize(doubted);
  }

  @Test
  void what_somebody_accepts_is_believed_and_is_read_again() {
    String dear = OWN.replace("\"output\": \"0.40\"", "\"output\": \"40\"");
    assertThat(update(dear).implausible()).extracting(Left::model).containsExactly("house-llm");
    PriceUpdate accepted = update(dear, "house-llm");
    assertThat(accepted.implausible()).isEmpty();
    assertThat(standard(after(accepted, "house-llm"), 1).output()).isEqualTo(40_000_000);
    assertThat(accepted.json()).contains("\"accepted\"");
  }

  @Test
  void a_list_without_tiers_does_not_make_long_prompts_cheaper() {
    PriceUpdate update =
        update(
            "{\"openai\": {\"models\": {\"gpt-6-astra\": {\"cost\": {\"input\": 10, \"output\": 50}}}}}");
    assertThat(update.changes()).isEmpty();
    assertThat(update.implausible().getFirst().why()).contains("long prompts");
  }

  @Test
  void where_the_book_is_known_to_be_right_it_stays() {
    PriceUpdate update =
        PriceUpdate.of(BOOK, read(Lists.text(PriceList.SHIPPED)), Set.of(), Lists.DAY);
    assertThat(update.changes()).isEmpty();
    assertThat(update.implausible()).isEmpty();
    assertThat(update.left()).contains(new Left("claude-sonnet-5-5", "cut to 0.10 on 2026-10-07"));
  }
}
