package dev.trafficcontrol.pricing;

import static dev.trafficcontrol.pricing.ShippedBook.BOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallBoundTest {

  private static final CallShape OPUS =
      new CallShape("claude-opus-5-5", 10_000, 2_000, 1, Caching.NONE, Modifiers.NONE, 0, 0);

  @ParameterizedTest
  @CsvSource({
    // 10,000 × 4, 5 or 8 + 2,000 × 20 millionths
    "NONE, 0.08",
    "FIVE_MINUTES, 0.09",
    "ONE_HOUR, 0.12",
  })
  void input_is_held_at_the_dearest_rate_that_the_caching_asked_for_allows(
      Caching caching, String usd) {
    var shape = new CallShape(OPUS.model(), 10_000, 2_000, 1, caching, Modifiers.NONE, 0, 0);
    assertThat(bound(shape)).isEqualTo(new CallBound.Bounded(Money.ofUsd(usd), 10_000, 2_000));
  }

  @Test
  void input_is_capped_by_the_context_window() {
    // the most that one plain call of Opus 5.5 can cost: 1M × $8 + 128K × $20
    var shape =
        new CallShape(
            OPUS.model(),
            InputBound.WHOLE_WINDOW,
            128_000,
            1,
            Caching.ONE_HOUR,
            Modifiers.NONE,
            0,
            0);
    assertThat(bound(shape))
        .isEqualTo(new CallBound.Bounded(Money.ofUsd("10.56"), 1_000_000, 128_000));
  }

  @Test
  void max_tokens_above_the_model_s_maximum_are_held_in_full() {
    var shape = new CallShape(OPUS.model(), 0, 200_000, 1, Caching.NONE, Modifiers.NONE, 0, 0);
    assertThat(bound(shape)).isEqualTo(new CallBound.Bounded(Money.ofUsd("4"), 0, 200_000));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-haiku-5-5, 100000, 0.0105",
    "claude-haiku-5-5, 100001, 0.0525005",
    "claude-sonnet-4-5, 200000, 0.615",
    "claude-sonnet-4-5, 200001, 1.222506",
  })
  void F50_the_bound_uses_the_tier_that_its_input_reaches(String model, long input, String usd) {
    var shape = new CallShape(model, input, 1_000, 1, Caching.NONE, Modifiers.NONE, 0, 0);
    assertThat(bound(shape)).isEqualTo(new CallBound.Bounded(Money.ofUsd(usd), input, 1_000));
  }

  @Test
  void F50_what_asks_for_the_cheap_tier_is_held_for_the_standard_one() {
    // 10,000 × 1.25 + 2,000 × 10 millionths; half of it, had flex served
    var shape =
        new CallShape(
            "gpt-5",
            10_000,
            2_000,
            1,
            Caching.FIVE_MINUTES,
            new Modifiers(Geo.GLOBAL, Speed.FLEX),
            0,
            0);
    assertThat(bound(shape)).isEqualTo(new CallBound.Bounded(Money.ofUsd("0.0325"), 10_000, 2_000));
  }

  @Test
  void several_answers_multiply_output_alone() {
    var shape = new CallShape(OPUS.model(), 10_000, 2_000, 3, Caching.NONE, Modifiers.NONE, 0, 0);
    assertThat(bound(shape)).isEqualTo(new CallBound.Bounded(Money.ofUsd("0.16"), 10_000, 6_000));
  }

  @Test
  void place_and_speed_multiply() {
    // (10,000 × 8 + 2,000 × 40) × 1.1 millionths
    var shape =
        new CallShape(
            OPUS.model(), 10_000, 2_000, 1, Caching.NONE, new Modifiers(Geo.US, Speed.FAST), 0, 0);
    assertThat(bound(shape)).isEqualTo(new CallBound.Bounded(Money.ofUsd("0.176"), 10_000, 2_000));
  }

  @Test
  void tools_that_run_at_the_provider_are_held_at_a_window_and_an_answer_for_each_loop() {
    // 3 × (1M × 4 + 2,000 × 20) millionths + 2 searches
    var shape = new CallShape(OPUS.model(), 10_000, 2_000, 1, Caching.NONE, Modifiers.NONE, 2, 2);
    assertThat(bound(shape))
        .isEqualTo(new CallBound.Bounded(Money.ofUsd("12.14"), 3_000_000, 6_000));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-9, GLOBAL, STANDARD",
    "claude-opus-5-50, GLOBAL, STANDARD",
    "claude-sonnet-5-5, GLOBAL, FAST",
    "claude-opus-4-5, US, STANDARD",
  })
  void F36_what_has_no_price_has_no_bound(String model, Geo geo, Speed speed) {
    var shape = new CallShape(model, 1, 1, 1, Caching.NONE, new Modifiers(geo, speed), 0, 0);
    assertThat(bound(shape))
        .isInstanceOfSatisfying(
            CallBound.Unbounded.class, refused -> assertThat(refused.reason()).contains(model));
  }

  @Test
  void F35_a_worst_case_beyond_all_money_has_no_bound() {
    for (long maxTokens : new long[] {Long.MAX_VALUE, Long.MAX_VALUE / 3, 4_000_000_000L}) {
      var shape = new CallShape(OPUS.model(), 1, maxTokens, 4, Caching.NONE, Modifiers.NONE, 0, 9);
      assertThat(bound(shape)).isInstanceOf(CallBound.Unbounded.class);
    }
  }

  private static CallBound bound(CallShape shape) {
    return CallBound.of(shape, BOOK);
  }
}
