package dev.trafficcontrol.pricing;

import dev.trafficcontrol.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// Everything the price book says of one model.
///
/// @param model the base id, without a date
/// @param aliases other ids documented for exactly this model
/// @param modelClass `opus`, `sonnet`, …: the class whose slots its agents take
/// @param tiers by speed, smallest prompts first, the last one [Tier#UNLIMITED]; a speed that is
///   missing is not offered
/// @param geoPermille factor on every token rate by place, in thousandths; a place that is missing
///   is not offered
/// @param webSearch price of one successful search
public record ModelPrice(
    String model,
    Set<String> aliases,
    String provider,
    String modelClass,
    Limits limits,
    Map<Speed, List<Tier>> tiers,
    Map<Geo, Integer> geoPermille,
    Money webSearch) {

  /// In tokens. `contextWindow` bounds a prompt, because the provider refuses a longer one;
  /// `maxOutput` is the largest `max_tokens` the provider takes.
  public record Limits(long contextWindow, long maxOutput) {}

  public ModelPrice {
    aliases = Set.copyOf(aliases);
    tiers = Map.copyOf(tiers);
    geoPermille = Map.copyOf(geoPermille);
  }

  /// The rates of a whole request with that many prompt tokens; empty where the speed is not
  /// offered.
  public Optional<Rates> rates(Speed speed, long promptTokens) {
    return tiers(speed).stream()
        .flatMap(offered ->
            offered.stream().filter(tier -> promptTokens <= tier.upTo()).map(Tier::rates).limit(1))
        .reduce(Rates::dearer);
  }

  /// The tiers of each way in which a call of that speed may be served; none where it is not
  /// offered.
  List<List<Tier>> tiers(Speed speed) {
    List<Speed> ways =
        speed == Speed.UNSTATED ? List.of(Speed.STANDARD, Speed.PRIORITY) : List.of(speed);
    return ways.stream().filter(tiers::containsKey).map(tiers::get).toList();
  }

  /// The same, of a call that asks for that speed: it may get the standard one in place of a
  /// cheaper one. Source: OpenAI's API reference, `service_tier`, which says of the tier in the
  /// answer that it "may be different from the value set in the parameter".
  List<List<Tier>> tiersAskedFor(Speed speed) {
    List<List<Tier>> asked = tiers(speed);
    return speed == Speed.FLEX && !asked.isEmpty()
        ? Stream.concat(asked.stream(), tiers(Speed.STANDARD).stream()).toList()
        : asked;
  }

  /// The factor for a place in thousandths; empty where the model does not offer it.
  public OptionalInt permille(Geo geo) {
    return switch (geo) {
      case GLOBAL, US ->
          geoPermille.containsKey(geo)
              ? OptionalInt.of(geoPermille.getOrDefault(geo, 0))
              : OptionalInt.empty();
      case UNSTATED -> geoPermille.values().stream().mapToInt(Integer::intValue).max();
    };
  }
}
