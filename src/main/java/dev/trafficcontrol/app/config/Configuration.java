package dev.trafficcontrol.app.config;

import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.capacity.CapacityLimits;
import java.util.Map;

/// Everything a home is set to.
///
/// @param providers by name, the ones switched off too
/// @param agents by name
/// @param origins where each setting comes from, by its name
public record Configuration(
    StoreSettings store,
    Map<String, ProviderSettings> providers,
    Listen gateway,
    CapacityLimits capacity,
    BurnLimits burn,
    Isolation isolation,
    Map<String, AgentSettings> agents,
    Map<String, Origin> origins) {

  public String environment() {
    return store.environment();
  }
}
