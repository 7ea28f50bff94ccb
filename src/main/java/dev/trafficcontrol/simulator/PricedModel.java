package dev.trafficcontrol.simulator;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;

/// One model with everything its calls can be charged.
sealed interface PricedModel permits ClaudeModel, GptModel {
  String id();

  /// Most tokens a prompt may have.
  long window();

  long maxOutput();

  /// The call's price in USD: exact, then rounded up once to a nano-dollar, as the line of an
  /// invoice.
  BigDecimal cost(Usage usage, Terms terms);

  /// USD per million tokens.
  record Rates(
      BigDecimal input,
      BigDecimal write5m,
      BigDecimal write1h,
      BigDecimal read,
      BigDecimal output) {

    BigDecimal cost(Usage usage) {
      return times(input, usage.input())
          .add(times(write5m, usage.write5m()))
          .add(times(write1h, usage.write1h()))
          .add(times(read, usage.read()))
          .add(times(output, usage.output()))
          .movePointLeft(6);
    }

    private static BigDecimal times(BigDecimal rate, long tokens) {
      return rate.multiply(BigDecimal.valueOf(tokens));
    }
  }

  /// What a request asked for that changes its price: speed and geo at Anthropic, tier at OpenAI.
  record Terms(Speed speed, Geo geo, Tier tier) {
    static final Terms STANDARD = new Terms(Speed.STANDARD, Geo.GLOBAL);

    Terms(Speed speed, Geo geo) {
      this(speed, geo, Tier.DEFAULT);
    }

    Terms in(Tier other) {
      return new Terms(speed, geo, other);
    }
  }

  enum Speed {
    STANDARD,
    FAST
  }

  enum Geo {
    GLOBAL,
    US
  }

  /// OpenAI's service tiers.
  enum Tier {
    DEFAULT,
    FLEX,
    PRIORITY;

    /// @throws IllegalArgumentException if there is none of that name
    static Tier named(String word) {
      return Arrays.stream(values())
          .filter(tier -> tier.word().equals(word))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("a tier is default, flex or priority: " + word));
    }

    /// As requests and answers write it.
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
