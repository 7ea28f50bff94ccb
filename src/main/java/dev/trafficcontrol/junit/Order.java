package dev.trafficcontrol.junit;

import dev.trafficcontrol.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/// What a test asks for.
///
/// @param script blank for none
record Order(Money limit, String script, Check check) {

  /// What the safe defaults let anybody spend in an hour.
  private static final Money MOST = Money.ofUsd("10.00");

  /// @throws ExtensionConfigurationException saying what is wrong with it
  static Order of(TrafficControlTest asked) {
    return new Order(limit(asked.limit()), asked.script(), asked.check());
  }

  private static Money limit(String text) {
    Money limit;
    try {
      limit = Money.ofUsd(text);
    } catch (IllegalArgumentException bad) {
      throw refusal(text, String.valueOf(bad.getMessage()), bad);
    }
    if (limit.isMoreThan(MOST)) {
      throw refusal(text, "a home spends at most $" + MOST.toUsd() + " in an hour", null);
    }
    return limit;
  }

  private static ExtensionConfigurationException refusal(
      String limit, String why, @Nullable Exception cause) {
    return new ExtensionConfigurationException(
        "@TrafficControlTest(limit = \"%s\") is no limit for a test: %s. Write it as limit = \"0.50\"."
            .formatted(limit, why),
        cause);
  }
}
