package dev.trafficcontrol.usage;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Cost;
import dev.trafficcontrol.pricing.Geo;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.TokenUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One result of a bucket: a cost, or what calls of one kind used together.
record ReportedResult(JsonNode fields, String place, ReportLines lines) {

  private static final String DECIMAL = "[0-9]{1,11}(\\.[0-9]{1,18})?";
  private static final int NANOS_OF_A_CENT = 7;

  /// More than anybody uses in a day: what is above would be no amount of money.
  private static final long MOST_TOKENS = 1_000_000_000_000L;

  /// The prompt sizes that the report tells apart, and one of each.
  private static final long SHORT_PROMPT = 200_000;

  private static final long LONG_PROMPT = SHORT_PROMPT + 1;

  /// A decimal string in cents: `"123.45"` is $1.2345. Rounded to a nano-dollar.
  Optional<Money> cents(String name) {
    String text = fields.path(name).stringValue("");
    String currency = fields.path("currency").stringValue("USD");
    if (!currency.equals("USD")) {
      return fault("currency", "'" + currency + "' is not USD");
    }
    if (!text.matches(DECIMAL)) {
      return fault(name, "it must be a decimal string in cents such as \"123.45\", not negative");
    }
    return Optional.of(
        Money.ofNanos(
            new BigDecimal(text)
                .movePointRight(NANOS_OF_A_CENT)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact()));
  }

  /// What it costs by our prices.
  Optional<Money> priced(String model, PriceBook prices) {
    if (model.isEmpty()) {
      return fault("model", "it names no model: group the report by model");
    }
    Optional<ModelPrice> price = prices.find(model);
    if (price.isEmpty()) {
      return fault("model", "the price book has no '" + model + "'");
    }
    Optional<Modifiers> modifiers = modifiers(price.get());
    Optional<TokenUsage> usage = usage();
    if (modifiers.isEmpty() || usage.isEmpty()) {
      return Optional.empty();
    }
    Optional<Long> prompt = prompt(price.get(), modifiers.get().speed());
    return prompt.flatMap(tokens ->
        switch (Cost.ofMany(new Hop(model, usage.get(), modifiers.get()), tokens, prices)) {
          case Cost.Priced(Money amount) -> Optional.of(amount);
          case Cost.Unpriced(String _, String why) -> fault("model", model + ": " + why);
        });
  }

  private Optional<TokenUsage> usage() {
    long[] counts = {
      count("uncached_input_tokens"),
      count("cache_creation", "ephemeral_5m_input_tokens"),
      count("cache_creation", "ephemeral_1h_input_tokens"),
      count("cache_read_input_tokens"),
      count("output_tokens"),
      fields.has("server_tool_use") ? count("server_tool_use", "web_search_requests") : 0
    };
    for (long count : counts) {
      if (count < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new TokenUsage(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]));
  }

  /// -1 where there is no such count; the fault is noted.
  private long count(String... path) {
    JsonNode node = fields;
    for (String name : path) {
      node = node.path(name);
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 0
        || node.longValue() > MOST_TOKENS) {
      fault(String.join(".", path), "it must be a whole number, not negative");
      return -1;
    }
    return node.longValue();
  }

  /// What the report does not group by counts as the usual: standard speed, anywhere.
  private Optional<Modifiers> modifiers(ModelPrice price) {
    String speed = fields.path("speed").stringValue("standard");
    String geo = fields.path("inference_geo").stringValue("global");
    Geo place =
        switch (geo) {
          case "us" -> Geo.US;
          case "global" -> price.permille(Geo.GLOBAL).isPresent() ? Geo.GLOBAL : Geo.UNSTATED;
          default -> Geo.UNSTATED;
        };
    return switch (speed) {
      case "standard" -> Optional.of(new Modifiers(place, Speed.STANDARD));
      case "fast" -> Optional.of(new Modifiers(place, Speed.FAST));
      default -> fault("speed", "'" + speed + "' is neither standard nor fast");
    };
  }

  /// How long each of the calls' prompts was, as far as their price depends on it.
  private Optional<Long> prompt(ModelPrice price, Speed speed) {
    String window = fields.path("context_window").stringValue("");
    return switch (window) {
      case "0-200k" -> Optional.of(SHORT_PROMPT);
      case "200k-1M" -> Optional.of(LONG_PROMPT);
      case "" ->
          price.rates(speed, SHORT_PROMPT).equals(price.rates(speed, LONG_PROMPT))
              ? Optional.of(SHORT_PROMPT)
              : fault(
                  "context_window",
                  price.model() + " costs more above 200k: group the report by context_window");
      default -> fault("context_window", "'" + window + "' is neither 0-200k nor 200k-1M");
    };
  }

  private <T> Optional<T> fault(String name, String why) {
    lines.fault(place + "." + name, why);
    return Optional.empty();
  }
}
