package dev.trafficcontrol.app.config;

import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.monitor.TripLimits;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// Everything a home is set to.
///
/// @param providers by name, the ones switched off too
/// @param origins where each setting comes from, by its name
public record Configuration(
    StoreSettings store,
    Map<String, ProviderSettings> providers,
    GatewayDoors gateway,
    CapacityLimits capacity,
    TripLimits trips,
    RunSettings runs,
    AlertSettings alerts,
    Map<String, Origin> origins) {

  /// One for each key: two providers may be entered with the same.
  public Collection<ProviderSettings> providersByKey() {
    Map<String, ProviderSettings> byKey = new LinkedHashMap<>();
    providers
        .values()
        .forEach(one -> one.key().ifPresent(key -> byKey.putIfAbsent(key.reveal(), one)));
    return byKey.values();
  }

  /// Over everything.
  public BurnLimits burn() {
    return trips.burn();
  }

  public String environment() {
    return store.environment();
  }
}
