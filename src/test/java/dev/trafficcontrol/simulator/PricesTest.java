package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.simulator.PricedModel.Geo;
import dev.trafficcontrol.simulator.PricedModel.Speed;
import dev.trafficcontrol.simulator.PricedModel.Terms;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/// Amounts worked out by hand from the provider's price page.
class PricesTest {
  private static final PriceTable PRICES = PriceTable.own();

  @Test
  void each_kind_of_token_has_its_own_rate() {
    // 1,000 × $4 + 2,000 × $5 + 3,000 × $8 + 4,000 × $0.20 + 500 × $20, per million
    assertThat(cost("claude-opus-5-5", new Usage(1000, 2000, 3000, 4000, 500, 0)))
        .isEqualByComparingTo("0.048800000");
    // 17 × $2 + 120,000 × $0.10 + 321 × $10, per million
    assertThat(cost("claude-sonnet-5-5", new Usage(17, 0, 0, 120_000, 321, 0)))
        .isEqualByComparingTo("0.015244000");
    // 100 × $15 + 100 × $75, per million
    assertThat(cost("claude-opus-4-1", new Usage(100, 0, 0, 0, 100, 0)))
        .isEqualByComparingTo("0.009000000");
    assertThat(cost("claude-fable-5-1", new Usage(0, 0, 1000, 0, 0, 0)))
        .isEqualByComparingTo("0.020000000");
    assertThat(cost("claude-fable-5", new Usage(0, 0, 0, 1000, 0, 0)))
        .isEqualByComparingTo("0.001000000");
    assertThat(cost("claude-haiku-4-5", new Usage(1, 1, 1, 1, 1, 0)))
        .isEqualByComparingTo("0.000009350");
  }

  @Test
  void cache_writes_for_an_hour_cost_more_than_for_five_minutes() {
    assertThat(cost("claude-sonnet-5-5", new Usage(0, 1000, 0, 0, 0, 0)))
        .isEqualByComparingTo("0.002500000");
    assertThat(cost("claude-sonnet-5-5", new Usage(0, 0, 1000, 0, 0, 0)))
        .isEqualByComparingTo("0.004000000");
  }

  @Test
  void a_long_prompt_makes_the_whole_call_dearer() {
    // 100,000 × $0.10 + 10 × $0.50 per million; one token more: 100,001 × $0.50 + 10 × $2.50
    assertThat(cost("claude-haiku-5-5", new Usage(60_000, 0, 0, 40_000, 10, 0)))
        .isEqualByComparingTo("0.006405000");
    assertThat(cost("claude-haiku-5-5", new Usage(100_000, 0, 0, 0, 10, 0)))
        .isEqualByComparingTo("0.010005000");
    assertThat(cost("claude-haiku-5-5", new Usage(100_001, 0, 0, 0, 10, 0)))
        .isEqualByComparingTo("0.050025500");
    assertThat(cost("claude-haiku-5-5", new Usage(1, 0, 0, 100_000, 10, 0)))
        .isEqualByComparingTo("0.005025500");
  }

  @Test
  void a_fraction_of_a_nano_dollar_is_rounded_up_once() {
    // 3 tokens read at $0.25 and 1 at $0.125 per million, times 1.1: 0.825 and 0.1375 micro-dollars
    PricedModel fable = PRICES.find("claude-fable-5-1").orElseThrow();
    PricedModel haiku = PRICES.find("claude-haiku-5-5").orElseThrow();
    Terms us = new Terms(Speed.STANDARD, Geo.US);
    assertThat(fable.cost(new Usage(0, 0, 0, 3, 0, 0), us)).isEqualByComparingTo("0.000000825");
    assertThat(haiku.cost(new Usage(0, 1, 0, 0, 0, 0), us)).isEqualByComparingTo("0.000000138");
  }

  @Test
  void fast_mode_place_and_searches_stack() {
    PricedModel opus = PRICES.find("claude-opus-5-5").orElseThrow();
    Usage usage = new Usage(1000, 0, 0, 0, 1000, 2);
    // (1,000 × $8 + 1,000 × $40) per million × 1.1 + 2 × $0.01
    assertThat(opus.cost(usage, new Terms(Speed.FAST, Geo.US))).isEqualByComparingTo("0.072800000");
  }

  @Test
  void a_dated_id_has_the_price_of_its_base_and_an_unknown_one_none() {
    assertThat(PRICES.find("claude-opus-5-5-20260801").orElseThrow().id())
        .isEqualTo("claude-opus-5-5");
    assertThat(PRICES.find("claude-opus-9")).isEmpty();
  }

  private static BigDecimal cost(String model, Usage usage) {
    return PRICES.find(model).orElseThrow().cost(usage, Terms.STANDARD);
  }
}
