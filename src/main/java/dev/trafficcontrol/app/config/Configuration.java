package dev.trafficcontrol.app.config;

import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.capacity.CapacityLimits;
import java.util.Map;

/// Everything a home is set to.
///
/// @param environment stamped on the database: `development`, `production`, …
/// @param providers by name, the ones switched off too
/// @param agents by name
/// @param origins where each setting comes from, by its name
public record Configuration(
    String environment,
    Map<String, ProviderSettings> providers,
    Listen gateway,
    CapacityLimits capacity,
    BurnLimits burn,
    Isolation isolation,
    Map<String, AgentSettings> agents,
    Map<String, Origin> origins) {}
