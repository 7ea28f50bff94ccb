package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.simulator.PricedModel.Terms;
import dev.trafficcontrol.simulator.PricedModel.Tier;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Amounts worked out by hand from OpenAI's rates. [Usage] counts uncached, written, read and
/// output tokens apart.
class GptPricesTest {
  private static final PriceTable PRICES = PriceTable.own();

  @Test
  void each_kind_of_token_has_its_own_rate() {
    // 1,000 × $0.25 + 2,048 × $0.025 + 500 × $2, per million
    assertThat(cost("gpt-5-mini", new Usage(1000, 0, 0, 2048, 500, 0)))
        .isEqualByComparingTo("0.001301200");
    // 1,000 × $2 + 2,048 × $2.50 + 1,024 × $0.20 + 10 × $10
    assertThat(cost("gpt-6-sol", new Usage(1000, 2048, 0, 1024, 10, 0)))
        .isEqualByComparingTo("0.007424800");
    // 7 × $1.10 + 1,024 × $0.275 + 3 × $4.40
    assertThat(cost("o4-mini", new Usage(7, 0, 0, 1024, 3, 0))).isEqualByComparingTo("0.000302500");
  }

  @Test
  void what_has_no_price_of_its_own_is_charged_as_input() {
    // (100 + 1,000) × $5 + 10 × $15: no price for cached tokens
    assertThat(cost("gpt-4o-2024-05-13", new Usage(100, 0, 0, 1000, 10, 0)))
        .isEqualByComparingTo("0.005650000");
    // (100 + 1,000) × $0.25: none for writing them
    assertThat(cost("gpt-5-mini", new Usage(100, 1000, 0, 0, 0, 0)))
        .isEqualByComparingTo("0.000275000");
  }

  @Test
  void a_prompt_above_272_000_tokens_makes_the_whole_call_dearer() {
    // 272,000 × $2 + 100 × $10; one token more: 272,001 × $4 + 100 × $15
    assertThat(cost("gpt-6-sol", new Usage(272_000, 0, 0, 0, 100, 0)))
        .isEqualByComparingTo("0.545000000");
    assertThat(cost("gpt-6-sol", new Usage(272_001, 0, 0, 0, 100, 0)))
        .isEqualByComparingTo("1.089504000");
    // cached tokens are of the prompt too: 1 × $4 + 272,000 × $0.40 + 100 × $15
    assertThat(cost("gpt-6-sol", new Usage(1, 0, 0, 272_000, 100, 0)))
        .isEqualByComparingTo("0.110304000");
    // a model without such a tier: 300,000 × $1.25
    assertThat(cost("gpt-5.1", new Usage(300_000, 0, 0, 0, 0, 0)))
        .isEqualByComparingTo("0.375000000");
  }

  @Test
  void flex_and_priority_have_rates_of_their_own() {
    Usage usage = new Usage(1000, 0, 0, 1000, 100, 0);
    // 1,000 × $0.125 + 1,000 × $0.0125 + 100 × $1
    assertThat(cost("gpt-5-mini", usage, Tier.FLEX)).isEqualByComparingTo("0.000237500");
    // 1,000 × $0.50 + 1,000 × $0.05 + 100 × $4
    assertThat(cost("gpt-5-mini", usage, Tier.PRIORITY)).isEqualByComparingTo("0.000950000");
    // long and in a tier: 300,000 × $10 + 100 × $45
    assertThat(cost("gpt-5.4", new Usage(300_000, 0, 0, 0, 100, 0), Tier.PRIORITY))
        .isEqualByComparingTo("3.004500000");
  }

  @Test
  void only_some_models_can_be_had_in_other_tiers() {
    assertThat(PRICES.all(GptModel.class).stream().filter(model -> model.serves(Tier.FLEX)))
        .extracting(GptModel::id)
        .containsExactlyInAnyOrder("gpt-5-mini", "gpt-5", "gpt-5.1", "gpt-5.2", "gpt-5.4");
    assertThat(PRICES.all(GptModel.class))
        .allSatisfy(
            model -> assertThat(model.serves(Tier.PRIORITY)).isEqualTo(model.serves(Tier.FLEX)));
  }

  @Test
  void a_fraction_of_a_nano_dollar_is_rounded_up_once() {
    // 1 and 2 cached tokens at $0.0875 per million: 87.5 and 175 nano-dollars
    assertThat(cost("gpt-5.2", new Usage(0, 0, 0, 1, 0, 0), Tier.FLEX))
        .isEqualByComparingTo("0.000000088");
    assertThat(cost("gpt-5.2", new Usage(0, 0, 0, 2, 0, 0), Tier.FLEX))
        .isEqualByComparingTo("0.000000175");
  }

  @Test
  void every_model_is_there_and_a_dated_id_has_the_price_of_its_base() {
    List<String> ids =
        List.of(
            ("gpt-6-astra gpt-6-sol gpt-6-luna gpt-5.6-sol gpt-5.6-terra gpt-5.6-luna gpt-5.5"
                    + " gpt-5.4 gpt-5.4-mini gpt-5.4-nano gpt-5.3-codex gpt-5.2 gpt-5.1 gpt-5"
                    + " gpt-5-mini gpt-5-nano gpt-4.1 gpt-4.1-mini gpt-4.1-nano gpt-4o gpt-4o-mini"
                    + " o3 o4-mini")
                .split(" "));
    assertThat(PRICES.all(GptModel.class)).extracting(GptModel::id).containsAll(ids);
    assertThat(PRICES.find("gpt-5.1-2025-11-13").orElseThrow().id()).isEqualTo("gpt-5.1");
    assertThat(PRICES.find("gpt-4o-2024-11-20").orElseThrow().id()).isEqualTo("gpt-4o");
    assertThat(PRICES.find("gpt-9")).isEmpty();
  }

  private static BigDecimal cost(String model, Usage usage) {
    return cost(model, usage, Tier.DEFAULT);
  }

  private static BigDecimal cost(String model, Usage usage, Tier tier) {
    return PRICES.find(model).orElseThrow().cost(usage, Terms.STANDARD.in(tier));
  }
}
