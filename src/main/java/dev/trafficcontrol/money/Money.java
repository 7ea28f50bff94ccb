package dev.trafficcontrol.money;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// An amount in nano-USD (10⁻⁹ US dollars): never negative, exact, overflow-checked.
///
/// The largest amount is about 9.2 billion dollars. Arithmetic that would leave the range throws
/// [ArithmeticException]: in a ledger a wrong amount is a broken program, not a value.
public record Money(long nanos) implements Comparable<Money> {

  public static final Money ZERO = new Money(0);

  /// The largest amount there is. Not "unlimited": what is unlimited says so by its type.
  public static final Money MAX = new Money(Long.MAX_VALUE);

  private static final int SCALE = 9;
  private static final int CENTS = 2;
  private static final long NANOS = 1_000_000_000;
  private static final int LONGEST = 20;
  private static final Pattern USD = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,9})?");

  public Money {
    if (nanos < 0) {
      throw new ArithmeticException("an amount of money is never negative: " + nanos + " nano-USD");
    }
  }

  public static Money ofNanos(long nanos) {
    return nanos == 0 ? ZERO : new Money(nanos);
  }

  /// Whole and decimal US dollars, such as `10`, `0.25` or `1.000000001`.
  ///
  /// Refuses with [IllegalArgumentException], whose message can be shown to a person: signs,
  /// exponents, blanks, more than nine decimals and amounts out of range.
  public static Money ofUsd(String text) {
    if (!USD.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an amount in USD: write it like 10 or 0.25, at most 9 decimals");
    }
    try {
      return ofNanos(new BigDecimal(text).movePointRight(SCALE).longValueExact());
    } catch (ArithmeticException outOfRange) {
      throw new IllegalArgumentException("'" + text + "' USD is more than can be kept", outOfRange);
    }
  }

  public Money plus(Money other) {
    return ofNanos(Math.addExact(nanos, other.nanos));
  }

  /// Throws [ArithmeticException] where `other` is more than this: there is no negative money.
  public Money minus(Money other) {
    return ofNanos(Math.subtractExact(nanos, other.nanos));
  }

  /// This less `other`, or zero where `other` is more.
  public Money minusOrZero(Money other) {
    return ofNanos(Math.max(0, nanos - other.nanos));
  }

  public Money times(long factor) {
    return ofNanos(Math.multiplyExact(nanos, factor));
  }

  public Money min(Money other) {
    return ofNanos(Math.min(nanos, other.nanos));
  }

  public Money max(Money other) {
    return ofNanos(Math.max(nanos, other.nanos));
  }

  public boolean isMoreThan(Money other) {
    return nanos > other.nanos;
  }

  public boolean isZero() {
    return nanos == 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(nanos, other.nanos);
  }

  /// Exact decimal dollars with at least two decimals, as [#ofUsd] reads them: `0.25`,
  /// `1.000000001`.
  public String toUsd() {
    StringBuilder usd = new StringBuilder(LONGEST).append(nanos / NANOS);
    int point = usd.length();
    usd.append(NANOS + nanos % NANOS).setCharAt(point, '.');
    int end = usd.length();
    while (end > point + 1 + CENTS && usd.charAt(end - 1) == '0') {
      end--;
    }
    return usd.substring(0, end);
  }

  /// The exact amount for people: `$0.25`.
  @Override
  public String toString() {
    return "$" + toUsd();
  }
}
