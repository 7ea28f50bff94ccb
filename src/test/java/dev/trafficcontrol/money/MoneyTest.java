package dev.trafficcontrol.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  private static final Money CENT = Money.ofUsd("0.01");
  private static final Money DOLLAR = Money.ofUsd("1");

  @Test
  void an_amount_is_never_negative_and_nothing_is_one() {
    assertThat(new Money(0)).isEqualTo(Money.ZERO).matches(Money::isZero);
    assertThat(CENT.isZero()).isFalse();
    assertThatThrownBy(() -> new Money(-1)).hasMessageContaining("never negative");
    assertThatThrownBy(() -> CENT.minus(DOLLAR)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void sums_differences_and_products_are_exact_or_refused() {
    assertThat(DOLLAR.plus(CENT)).isEqualTo(Money.ofUsd("1.01"));
    assertThat(DOLLAR.minus(CENT)).isEqualTo(Money.ofUsd("0.99"));
    assertThat(CENT.times(7)).isEqualTo(Money.ofUsd("0.07"));
    assertThatThrownBy(() -> Money.MAX.plus(Money.ofNanos(1)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.MAX.times(2)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void what_is_left_after_more_than_all_is_nothing() {
    assertThat(DOLLAR.minusOrZero(CENT)).isEqualTo(Money.ofUsd("0.99"));
    assertThat(DOLLAR.minusOrZero(DOLLAR)).isEqualTo(Money.ZERO);
    assertThat(CENT.minusOrZero(DOLLAR)).isEqualTo(Money.ZERO);
  }

  @Test
  void the_smaller_and_the_larger_of_two_are_told_whichever_is_asked() {
    assertThat(CENT.min(DOLLAR)).isEqualTo(DOLLAR.min(CENT)).isEqualTo(CENT);
    assertThat(CENT.max(DOLLAR)).isEqualTo(DOLLAR.max(CENT)).isEqualTo(DOLLAR);
    assertThat(DOLLAR.isMoreThan(CENT)).isTrue();
    assertThat(CENT.isMoreThan(DOLLAR)).isFalse();
    assertThat(CENT.isMoreThan(CENT)).isFalse();
    assertThat(CENT).isLessThan(DOLLAR);
    assertThat(DOLLAR).isGreaterThan(CENT);
    assertThat(CENT.compareTo(Money.ofUsd("0.01"))).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "10, 10.00",
    "0.1, 0.10",
    "0.25, 0.25",
    "0.125, 0.125",
    "1.000000001, 1.000000001",
    "9223372036.854775807, 9223372036.854775807"
  })
  void what_is_written_is_read_as_the_same_amount(String text, String written) {
    Money amount = Money.ofUsd(text);
    assertThat(amount.toUsd()).isEqualTo(written);
    assertThat(amount).hasToString("$" + written);
    assertThat(Money.ofUsd(written)).isEqualTo(amount);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "+1", "1.", ".5", "1e3", " 1", "1,0", "0.0000000001", "12345678901"})
  void what_is_no_plain_amount_is_refused_by_its_text(String text) {
    assertThatThrownBy(() -> Money.ofUsd(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void an_amount_that_can_not_be_kept_is_refused_as_such() {
    assertThatThrownBy(() -> Money.ofUsd("9223372036.854775808"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than can be kept");
  }
}
