package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Speed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a list says of one model.
///
/// @param tiers by speed, smallest prompts first; a speed that is missing is one the list does not
///   know
/// @param webSearch of one search
/// @param unfit why a price book can't hold what the list says; empty where it can
record ListedModel(
    String id,
    String provider,
    Names names,
    OptionalLong contextWindow,
    OptionalLong maxOutput,
    Map<Speed, List<ListedTier>> tiers,
    Optional<Money> webSearch,
    Optional<String> unfit) {

  ListedModel {
    tiers = Map.copyOf(tiers);
  }
}
