package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.Tier;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// A model of a price book, said as a list says it.
final class BookEntry {

  private BookEntry() {}

  static ListedModel of(ModelPrice price) {
    Map<Speed, List<ListedTier>> tiers = new EnumMap<>(Speed.class);
    price
        .tiers()
        .forEach((speed, own) -> tiers.put(speed, own.stream().map(BookEntry::tier).toList()));
    Set<String> names = new HashSet<>(price.aliases());
    names.add(price.model());
    return new ListedModel(
        price.model(),
        price.provider(),
        new Names(names, _ -> false),
        OptionalLong.of(price.limits().contextWindow()),
        OptionalLong.of(price.limits().maxOutput()),
        tiers,
        Optional.of(price.webSearch()),
        Optional.empty());
  }

  private static ListedTier tier(Tier tier) {
    return new ListedTier(
        tier.upTo(),
        Arrays.stream(Rate.values())
            .collect(Collectors.toMap(rate -> rate, rate -> rate.of(tier.rates()))));
  }
}
