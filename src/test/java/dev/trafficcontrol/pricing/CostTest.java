package dev.trafficcontrol.pricing;

import static dev.trafficcontrol.pricing.ShippedBook.BOOK;
import static dev.trafficcontrol.pricing.ShippedBook.cost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Amounts worked out by hand from the published table, never by the code under test.
class CostTest {

  private static final long MILLION = 1_000_000;

  @ParameterizedTest
  @CsvSource({
    "claude-fable-5-1, 10, 12.5, 20, 0.25, 50",
    "claude-mythos-5-1, 10, 12.5, 20, 0.25, 50",
    "claude-fable-5, 10, 12.5, 20, 1, 50",
    "claude-mythos-5, 10, 12.5, 20, 1, 50",
    "claude-opus-5-5, 4, 5, 8, 0.20, 20",
    "claude-opus-5, 5, 6.25, 10, 0.5, 25",
    "claude-opus-4-8, 5, 6.25, 10, 0.5, 25",
    "claude-opus-4-7, 5, 6.25, 10, 0.5, 25",
    "claude-opus-4-6, 5, 6.25, 10, 0.5, 25",
    "claude-opus-4-5, 5, 6.25, 10, 0.5, 25",
    "claude-opus-4-1, 15, 18.75, 30, 1.5, 75",
    "claude-opus-4, 15, 18.75, 30, 1.5, 75",
    "claude-sonnet-5-5, 2, 2.5, 4, 0.10, 10",
    "claude-sonnet-5, 2, 2.5, 4, 0.2, 10",
    "claude-sonnet-4-6, 3, 3.75, 6, 0.3, 15",
    "claude-haiku-4-5, 1, 1.25, 2, 0.1, 5",
  })
  void a_million_tokens_of_each_kind_cost_what_the_table_says(
      String model, String input, String write5m, String write1h, String read, String output) {
    assertThat(millionOf(model, 0)).isEqualTo(usd(input));
    assertThat(millionOf(model, 1)).isEqualTo(usd(write5m));
    assertThat(millionOf(model, 2)).isEqualTo(usd(write1h));
    assertThat(millionOf(model, 3)).isEqualTo(usd(read));
    assertThat(millionOf(model, 4)).isEqualTo(usd(output));
  }

  private static Cost millionOf(String model, int category) {
    long[] tokens = new long[5];
    tokens[category] = MILLION;
    var usage = new TokenUsage(tokens[0], tokens[1], tokens[2], tokens[3], tokens[4], 0);
    return cost(model, usage, Modifiers.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    // the last prompt of the lower tier, and the first of the upper: all tokens at the upper rates
    "claude-haiku-5-5, 100000, 1000, 0.0105",
    "claude-haiku-5-5, 100001, 1000, 0.0525005",
    "claude-sonnet-4-5, 200000, 1000, 0.615",
    "claude-sonnet-4-5, 200001, 1000, 1.222506",
    "claude-sonnet-4, 200001, 1000, 1.222506",
  })
  void a_prompt_above_a_tier_pays_the_dearer_rates_for_all_of_it(
      String model, long input, long output, String expected) {
    var usage = new TokenUsage(input, 0, 0, 0, output, 0);
    assertThat(cost(model, usage, Modifiers.NONE)).isEqualTo(usd(expected));
  }

  @Test
  void cached_tokens_count_towards_the_tier() {
    // 60,000 written for 5 minutes, 40,001 read: above 100,000, so 0.625 and 0.05 a million
    var usage = new TokenUsage(0, 60_000, 0, 40_001, 0, 0);
    assertThat(cost("claude-haiku-5-5", usage, Modifiers.NONE)).isEqualTo(usd("0.03950005"));
  }

  @Test
  void F45_cache_writes_are_charged_once() {
    // 1,000 × $4 + 10,000 × $5 + 100 × $20 a million
    var usage = new TokenUsage(1_000, 10_000, 0, 0, 100, 0);
    assertThat(cost("claude-opus-5-5", usage, Modifiers.NONE)).isEqualTo(usd("0.056"));
  }

  @Test
  void F46_cache_reads_cost_the_model_s_own_read_rate() {
    var read = new TokenUsage(0, 0, 0, 200_000, 0, 0);
    assertThat(cost("claude-fable-5-1", read, Modifiers.NONE)).isEqualTo(usd("0.05"));
    assertThat(cost("claude-fable-5", read, Modifiers.NONE)).isEqualTo(usd("0.2"));
    assertThat(cost("claude-opus-5-5", read, Modifiers.NONE)).isEqualTo(usd("0.04"));
  }

  @Test
  void F47_one_hour_writes_are_not_priced_as_five_minute_ones() {
    // 10,000 × $5 + 10,000 × $8 a million
    var usage = new TokenUsage(0, 10_000, 10_000, 0, 0, 0);
    assertThat(cost("claude-opus-5-5", usage, Modifiers.NONE)).isEqualTo(usd("0.13"));
  }

  @Test
  void F36_a_model_without_a_price_is_never_free() {
    var usage = new TokenUsage(1, 0, 0, 0, 1, 0);
    for (String model : List.of("claude-opus-9", "gpt-unknown", "", "claude-opus-5-50")) {
      assertThat(cost(model, usage, Modifiers.NONE))
          .isInstanceOfSatisfying(
              Cost.Unpriced.class, unpriced -> assertThat(unpriced.model()).isEqualTo(model));
    }
  }

  @Test
  void the_US_costs_a_tenth_more_on_every_kind_of_token_but_not_on_searches() {
    // (100 × 4 + 100 × 5 + 100 × 8 + 100 × 0.2 + 100 × 20) × 1.1 millionths, and 2 searches
    var usage = new TokenUsage(100, 100, 100, 100, 100, 2);
    var us = new Modifiers(Geo.US, Speed.STANDARD);
    assertThat(cost("claude-opus-5-5", usage, us)).isEqualTo(usd("0.024092"));
    assertThat(cost("claude-opus-5-5", usage, Modifiers.NONE)).isEqualTo(usd("0.02372"));
  }

  @Test
  void an_unstated_place_is_charged_as_the_dearest() {
    var usage = new TokenUsage(1_000, 0, 0, 0, 0, 0);
    assertThat(cost("claude-opus-5-5", usage, Modifiers.UNSTATED)).isEqualTo(usd("0.0044"));
    assertThat(cost("claude-opus-4-1", usage, Modifiers.UNSTATED)).isEqualTo(usd("0.015"));
  }

  @ParameterizedTest
  @CsvSource({"claude-opus-5-5, 8, 40", "claude-opus-5, 10, 50", "claude-opus-4-8, 10, 50"})
  void fast_mode_costs_double(String model, String input, String output) {
    var fast = new Modifiers(Geo.GLOBAL, Speed.FAST);
    assertThat(cost(model, new TokenUsage(MILLION, 0, 0, 0, 0, 0), fast)).isEqualTo(usd(input));
    assertThat(cost(model, new TokenUsage(0, 0, 0, 0, MILLION, 0), fast)).isEqualTo(usd(output));
  }

  @Test
  void fast_mode_stacks_with_cache_and_place() {
    // (1,000 × 10 + 1,000 × 16 + 1,000 × 0.4 + 1,000 × 40) × 1.1 millionths
    var usage = new TokenUsage(0, 1_000, 1_000, 1_000, 1_000, 0);
    var fastInUs = new Modifiers(Geo.US, Speed.FAST);
    assertThat(cost("claude-opus-5-5", usage, fastInUs)).isEqualTo(usd("0.07304"));
  }

  @Test
  void what_a_model_does_not_offer_has_no_price() {
    var usage = new TokenUsage(1, 0, 0, 0, 1, 0);
    assertThat(cost("claude-sonnet-5-5", usage, new Modifiers(Geo.GLOBAL, Speed.FAST)))
        .isInstanceOf(Cost.Unpriced.class);
    assertThat(cost("claude-opus-4-5", usage, new Modifiers(Geo.US, Speed.STANDARD)))
        .isInstanceOf(Cost.Unpriced.class);
  }

  @Test
  void a_web_search_costs_a_cent() {
    assertThat(cost("claude-haiku-4-5", new TokenUsage(0, 0, 0, 0, 0, 3), Modifiers.NONE))
        .isEqualTo(usd("0.03"));
  }

  @Test
  void a_call_is_rounded_up_once_after_all_its_hops() {
    var us = new Modifiers(Geo.US, Speed.STANDARD);
    var small = new Hop("claude-haiku-5-5", new TokenUsage(0, 1, 0, 0, 0, 0), us);
    // 0.125 × 1.1 = 137.5 nano: one hop rounds to 138, two are exactly 275
    assertThat(cost(small)).isEqualTo(new Cost.Priced(Money.ofNanos(138)));
    assertThat(cost(small, small)).isEqualTo(new Cost.Priced(Money.ofNanos(275)));
  }

  @Test
  void each_hop_is_priced_at_its_own_model_and_tier() {
    var opus = new Hop("claude-opus-5-5", new TokenUsage(1_000, 0, 0, 0, 0, 0), Modifiers.NONE);
    var haiku = new Hop("claude-haiku-5-5", new TokenUsage(60_000, 0, 0, 0, 0, 0), Modifiers.NONE);
    // $0.004 + 2 × $0.006: together above 100,000 tokens, each below
    assertThat(cost(opus, haiku, haiku)).isEqualTo(usd("0.016"));
  }

  @Test
  void nothing_billed_costs_nothing() {
    assertThat(cost()).isEqualTo(new Cost.Priced(Money.ZERO));
  }

  @Test
  void F51_usage_metered_for_another_price_book_is_not_priced_by_this_one() {
    var metered = new Metered("another", List.of());
    assertThatThrownBy(() -> Cost.of(metered, BOOK)).hasMessageContaining("another");
  }

  @Test
  void an_amount_that_money_can_not_hold_is_an_error_and_does_not_wrap_around() {
    var absurd = new TokenUsage(Long.MAX_VALUE, 0, 0, 0, 0, 0);
    assertThatThrownBy(() -> cost("claude-opus-5-5", absurd, Modifiers.NONE))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void negative_usage_is_refused() {
    assertThatThrownBy(() -> new TokenUsage(0, 0, 0, -1, 0, 0))
        .hasMessageContaining("cacheRead -1");
  }

  private static Cost usd(String amount) {
    return new Cost.Priced(Money.ofUsd(amount));
  }
}
