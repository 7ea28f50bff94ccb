package dev.trafficcontrol.app;

import dev.trafficcontrol.app.config.OtherHomes;
import dev.trafficcontrol.app.config.ProviderSettings;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.KeyClaims;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a second home from spending with the first one's provider key.
final class KeyClaim {

  private static final Logger LOG = LoggerFactory.getLogger(KeyClaim.class);

  private KeyClaim() {}

  /// Refuses where another home has the key and this one's owner did not allow that.
  static void take(Surroundings surroundings, ProviderSettings provider) {
    if (provider.key().isEmpty() || provider.otherHomes() == OtherHomes.ALLOW) {
      return;
    }
    KeyClaims claims = KeyClaims.of(surroundings.environment());
    try {
      Optional<Home> other =
          claims.claim(surroundings.home(), provider.baseUrl(), provider.key().get().reveal());
      if (other.isPresent()) {
        throw new CommandFailed(refusal(provider, other.get()));
      }
    } catch (IOException unwritable) {
      // A machine where nothing can be kept for its user still has the limits of this home.
      LOG.warn("Other homes can't be told of this one's key: {}", claims.directory(), unwritable);
    }
  }

  private static Fault refusal(ProviderSettings provider, Home other) {
    return Fault.failed(
        "The gateway was not started",
        "The key in %s is %s's already. Each home keeps its own limits, so both together could spend twice as much."
            .formatted(provider.keyFrom(), other),
        "Use that home (--home %s), or a key of its own for this one, or allow it: providers.%s.other-homes: allow"
            .formatted(other, provider.name()));
  }
}
