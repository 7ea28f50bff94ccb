package dev.trafficcontrol.pricing.listed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.Tier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The formats that are read, each by what its makers publish.
class PriceListTest {

  static final String LITELLM =
      """
      {"sample_spec": {"litellm_provider": "one of …", "input_cost_per_token": 0.0},
       "gpt-5.4": {"litellm_provider": "openai", "mode": "chat", "max_input_tokens": 1050000,
         "max_output_tokens": 128000, "input_cost_per_token": 2.5e-06,
         "input_cost_per_token_above_272k_tokens": 5e-06, "input_cost_per_token_flex": 1.25e-06,
         "input_cost_per_token_above_272k_tokens_flex": 2.5e-06,
         "input_cost_per_token_batches": 1.25e-06, "cache_read_input_token_cost": 2.5e-07,
         "output_cost_per_token": 1.5e-05, "output_cost_per_token_above_272k_tokens": 2.25e-05,
         "search_context_cost_per_query": {"search_context_size_low": 0.01,
           "search_context_size_high": 0.025}},
       "gpt-image-9": {"litellm_provider": "openai", "mode": "image_generation",
         "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06},
       "gpt-hums": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-06,
         "input_cost_per_audio_token": 1e-05, "output_cost_per_token": 1e-06},
       "azure/gpt-5.4": {"litellm_provider": "azure", "mode": "chat"}}
      """;

  static final String MODELS_DEV =
      """
      {"openai": {"id": "openai", "models": {
         "gpt-5.4": {"id": "gpt-5.4", "limit": {"context": 1050000, "output": 128000},
           "cost": {"input": 2.5, "output": 15, "cache_read": 0.25,
             "tiers": [{"input": 5, "output": 22.5, "cache_read": 0.5,
                        "tier": {"type": "context", "size": 272000}}],
             "context_over_200k": {"input": 99, "output": 99}}},
         "gpt-free": {"limit": {"context": 1000, "output": 100}}}},
       "anthropic": {"models": {
         "claude-new-6": {"limit": {"context": 1000000, "output": 128000},
           "cost": {"input": 3, "output": 15, "cache_read": 0.3, "cache_write": 3.75,
             "context_over_200k": {"input": 6, "output": 22.5}}}}},
       "reseller": {"models": {"gpt-5.4": {"cost": {"input": 1, "output": 1}}}}}
      """;

  static PriceList read(String json) {
    return PriceList.read(json, Lists.DAY);
  }

  private static ListedModel model(PriceList list, String id) {
    return list.models().stream().filter(model -> model.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void of_litellm_are_read_prices_per_token_borders_service_tiers_and_limits() {
    PriceList list = read(LITELLM);
    assertThat(list.format()).isEqualTo(PriceList.Format.LITELLM);
    assertThat(list.models())
        .extracting(ListedModel::id)
        .containsExactly("gpt-5.4", "gpt-image-9", "gpt-hums");
    ListedModel model = model(list, "gpt-5.4");
    assertThat(model.tiers().getOrDefault(Speed.STANDARD, List.of()))
        .containsExactly(
            new ListedTier(
                272_000,
                Map.of(
                    Rate.INPUT, 2_500_000L, Rate.CACHE_READ, 250_000L, Rate.OUTPUT, 15_000_000L)),
            new ListedTier(
                Tier.UNLIMITED,
                Map.of(
                    Rate.INPUT, 5_000_000L, Rate.CACHE_READ, 250_000L, Rate.OUTPUT, 22_500_000L)));
    assertThat(model.tiers().get(Speed.FLEX))
        .containsExactly(
            new ListedTier(272_000, Map.of(Rate.INPUT, 1_250_000L)),
            new ListedTier(Tier.UNLIMITED, Map.of(Rate.INPUT, 2_500_000L)));
    assertThat(model.contextWindow()).hasValue(1_050_000);
    assertThat(model.maxOutput()).hasValue(128_000);
    assertThat(model.webSearch()).contains(Money.ofUsd("0.025"));
    assertThat(model.unfit()).isEmpty();
    assertThat(model(list, "gpt-image-9").unfit()).contains("it is for 'image_generation'");
    assertThat(model(list, "gpt-hums").unfit())
        .contains("it has a price for 'input_cost_per_audio_token'");
  }

  @Test
  void of_models_dev_are_read_prices_per_million_tiers_and_limits_of_the_makers_alone() {
    PriceList list = read(MODELS_DEV);
    assertThat(list.format()).isEqualTo(PriceList.Format.MODELS_DEV);
    assertThat(list.models())
        .extracting(ListedModel::id)
        .containsExactlyInAnyOrder("gpt-5.4", "gpt-free", "claude-new-6");
    assertThat(model(list, "gpt-5.4").tiers().getOrDefault(Speed.STANDARD, List.of()))
        .extracting(ListedTier::upTo)
        .containsExactly(272_000L, Tier.UNLIMITED);
    assertThat(
            model(list, "claude-new-6")
                .tiers()
                .getOrDefault(Speed.STANDARD, List.of())
                .getLast()
                .rates())
        .containsEntry(Rate.INPUT, 6_000_000L)
        .containsEntry(Rate.WRITE_5M, 3_750_000L);
    assertThat(model(list, "gpt-free").unfit()).contains("it has no price for tokens");
  }

  @Test
  void of_genai_prices_those_are_read_that_hold_on_the_day() {
    String json =
        """
        [{"id": "openai", "models": [{"id": "gpt-x", "match": {"starts_with": "gpt-x-"},
          "context_window": 1000, "prices": [
            {"prices": {"input_mtok": 5, "output_mtok": 9}},
            {"constraint": {"type": "start_date", "start_date": "2026-10-07"},
             "prices": {"input_mtok": {"base": 4, "tiers": [{"start": 500, "price": 8}]},
                        "output_mtok": 9}}]}]}]
        """;
    ListedModel onTheDay = model(read(json), "gpt-x");
    ListedModel before = model(PriceList.read(json, Lists.DAY.minusDays(1)), "gpt-x");
    assertThat(onTheDay.tiers().getOrDefault(Speed.STANDARD, List.of()))
        .containsExactly(
            new ListedTier(500, Map.of(Rate.INPUT, 4_000_000L, Rate.OUTPUT, 9_000_000L)),
            new ListedTier(
                Tier.UNLIMITED, Map.of(Rate.INPUT, 8_000_000L, Rate.OUTPUT, 9_000_000L)));
    assertThat(before.tiers().getOrDefault(Speed.STANDARD, List.of()).getFirst().rates())
        .containsEntry(Rate.INPUT, 5_000_000L);
    assertThat(onTheDay.names().cover("gpt-x-mini")).isTrue();
    assertThat(onTheDay.names().cover("gpt-y")).isFalse();
  }

  @Test
  void a_price_that_is_no_amount_makes_its_model_unfit_and_no_other() {
    PriceList list = read(MODELS_DEV.replace("\"input\": 3,", "\"input\": \"3\","));
    assertThat(model(list, "claude-new-6").unfit())
        .contains("its price of input is no amount: \"3\"");
    assertThat(model(list, "gpt-5.4").unfit()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": }                                    | line 1, column 7
          {"a": 1, "a": 2}                           | Duplicate
          {"hello": "world"}                         | none of: a price book
          []                                         | none of: a price book
          {"google": {"models": {}}}                 | has no model of Anthropic or OpenAI
          {"version": "1", "models": [{"model": "m"}]} | 'aliases' must be a list
          """)
  void what_is_no_price_list_is_refused_with_the_place(String json, String why) {
    InvalidPriceList refused = catchThrowableOfType(InvalidPriceList.class, () -> read(json));
    assertThat(refused.faults()).anyMatch(fault -> fault.contains(why));
  }

  @Test
  void a_list_as_deep_as_it_likes_is_told_as_a_fault() {
    InvalidPriceList refused =
        catchThrowableOfType(InvalidPriceList.class, () -> read("[".repeat(100_000)));
    assertThat(refused.faults()).singleElement().asString().contains("depth");
  }
}
