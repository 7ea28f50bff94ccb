package dev.trafficcontrol.app.config;

import dev.trafficcontrol.gateway.Protocol;
import java.net.URI;
import java.util.Optional;

/// A provider to forward calls to.
///
/// @param protocol what it speaks
/// @param key empty where its variable is unset: the provider is off
/// @param otherHomes whether other homes may use the same key
/// @param keyFrom the variable that gives the key, for people
public record ProviderSettings(
    String name,
    Protocol protocol,
    URI baseUrl,
    OtherHomes otherHomes,
    Optional<Secret> key,
    String keyFrom) {

  public boolean isOn() {
    return key.isPresent();
  }
}
