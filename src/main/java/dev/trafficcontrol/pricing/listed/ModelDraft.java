package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Collects what a list says of one model, price by price.
///
/// What is wrong with an entry makes that model unfit and none other: a list has thousands.
final class ModelDraft {

  /// Pico-USD per token, of a rate in USD per token.
  static final int PER_TOKEN = 12;

  /// Pico-USD per token, of a rate in USD per million tokens.
  static final int PER_MILLION = 6;

  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  private final String id;
  private final String provider;
  private Names names;
  private OptionalLong contextWindow = OptionalLong.empty();
  private OptionalLong maxOutput = OptionalLong.empty();
  private final Map<Speed, SortedMap<Long, Map<Rate, Long>>> prices = new EnumMap<>(Speed.class);
  private @Nullable Money webSearch;
  private @Nullable String unfit;

  ModelDraft(String id, String provider) {
    this.id = id;
    this.provider = provider;
    this.names = Names.only(id);
  }

  void named(Names more) {
    names = more;
  }

  void window(JsonNode tokens) {
    contextWindow = count(tokens);
  }

  void largestOutput(JsonNode tokens) {
    maxOutput = count(tokens);
  }

  /// @param above the size of a prompt, in tokens, that does not yet have this price; 0 for the
  ///   price of the smallest
  /// @param scale [#PER_TOKEN] or [#PER_MILLION]
  void rate(Speed speed, long above, Rate rate, JsonNode usd, int scale) {
    if (!isPrice(usd)) {
      unfit("its price of " + rate.label() + " is no amount: " + usd);
      return;
    }
    long picos =
        usd.decimalValue().movePointRight(scale).setScale(0, RoundingMode.CEILING).longValueExact();
    prices
        .computeIfAbsent(speed, _ -> new TreeMap<>())
        .computeIfAbsent(above, _ -> new EnumMap<>(Rate.class))
        .put(rate, picos);
  }

  /// The dearest of several stays.
  void search(JsonNode usd, int perSearches) {
    if (!isPrice(usd)) {
      unfit("its price of a web search is no amount: " + usd);
      return;
    }
    long nanos =
        usd.decimalValue()
            .movePointRight(9)
            .divide(BigDecimal.valueOf(perSearches), 0, RoundingMode.CEILING)
            .longValueExact();
    if (webSearch == null || webSearch.nanos() < nanos) {
      webSearch = Money.ofNanos(nanos);
    }
  }

  /// The first reason stays.
  void unfit(String reason) {
    if (unfit == null) {
      unfit = reason;
    }
  }

  ListedModel done() {
    Map<Speed, List<ListedTier>> tiers = new EnumMap<>(Speed.class);
    prices.forEach((speed, byBorder) -> tiers.put(speed, tiers(byBorder)));
    if (!tiers.containsKey(Speed.STANDARD)) {
      unfit("it has no price for tokens");
    }
    return new ListedModel(
        id,
        provider,
        names,
        contextWindow,
        maxOutput,
        tiers,
        Optional.ofNullable(webSearch),
        Optional.ofNullable(unfit));
  }

  /// A rate that has no price of its own above a border keeps the one from below.
  private static List<ListedTier> tiers(SortedMap<Long, Map<Rate, Long>> byBorder) {
    List<Long> borders = new ArrayList<>(byBorder.keySet());
    List<ListedTier> tiers = new ArrayList<>();
    Map<Rate, Long> rates = new EnumMap<>(Rate.class);
    for (int i = 0; i < borders.size(); i++) {
      rates.putAll(byBorder.get(borders.get(i)));
      long upTo = i + 1 < borders.size() ? borders.get(i + 1) : Tier.UNLIMITED;
      tiers.add(new ListedTier(upTo, rates));
    }
    return List.copyOf(tiers);
  }

  private static boolean isPrice(JsonNode usd) {
    return usd.isNumber()
        && usd.decimalValue().signum() >= 0
        && usd.decimalValue().compareTo(MOST) <= 0;
  }

  private static OptionalLong count(JsonNode tokens) {
    return tokens.isIntegralNumber() && tokens.canConvertToLong() && tokens.longValue() > 0
        ? OptionalLong.of(tokens.longValue())
        : OptionalLong.empty();
  }
}
