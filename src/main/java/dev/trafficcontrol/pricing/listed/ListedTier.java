package dev.trafficcontrol.pricing.listed;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What a list says of prompts up to a size. Unlike a [dev.trafficcontrol.pricing.Tier] it may
/// leave rates unsaid.
///
/// @param upTo the largest prompt, in tokens; [dev.trafficcontrol.pricing.Tier#UNLIMITED] in the
///   last
/// @param rates in pico-USD per token
record ListedTier(long upTo, Map<Rate, Long> rates) {

  ListedTier {
    Map<Rate, Long> inOrder = new EnumMap<>(Rate.class);
    inOrder.putAll(rates);
    rates = Collections.unmodifiableMap(inOrder);
  }
}
