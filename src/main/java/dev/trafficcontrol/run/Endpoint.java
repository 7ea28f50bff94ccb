package dev.trafficcontrol.run;

import dev.trafficcontrol.key.KeySecret;
import java.net.URI;

/// Where the agent's model calls go, and the run's own key for them. It never gets another.
public record Endpoint(URI gateway, KeySecret key) {}
