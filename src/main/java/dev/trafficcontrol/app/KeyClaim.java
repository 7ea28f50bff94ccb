package dev.trafficcontrol.app;

import dev.trafficcontrol.app.config.OtherHomes;
import dev.trafficcontrol.app.config.ProviderSettings;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.HomeLock;
import dev.trafficcontrol.app.home.KeyClaims;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/// Keeps a second home from spending with the first one's provider key.
final class KeyClaim {

  /// Another node of the same database may be about to claim the key, and has not written that it
  /// is of this database yet.
  private static final int LOOKS = 20;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private KeyClaim() {}

  /// Returns what has to be kept open while the key is used. Refuses where another home has the key
  /// and this one's owner did not allow that, and where it can't be told.
  ///
  /// @param sharing homes that share a database keep the same limits, and so may share the key
  static Optional<HomeLock> take(
      Surroundings surroundings, String databaseId, ProviderSettings provider, Sharing sharing) {
    if (provider.key().isEmpty() || provider.otherHomes() == OtherHomes.ALLOW) {
      return Optional.empty();
    }
    KeyClaims claims = KeyClaims.of(surroundings.environment());
    String key = provider.key().get().reveal();
    try {
      boolean isShared = sharing instanceof Sharing.WithNodes;
      if (isShared && claims.isOf(databaseId, key)) {
        return Optional.empty();
      }
      KeyClaims.Answer answer = claims.claim(surroundings.home(), databaseId, key);
      for (int look = 0; isShared && !isGranted(answer) && look < LOOKS; look++) {
        Thread.sleep(PAUSE);
        if (claims.isOf(databaseId, key)) {
          return Optional.empty();
        }
        answer = claims.claim(surroundings.home(), databaseId, key);
      }
      return switch (answer) {
        case KeyClaims.Answer.Granted(HomeLock lock) -> Optional.of(lock);
        case KeyClaims.Answer.Anothers(Home owner) ->
            throw new CommandFailed(
                refusal(provider, "is " + owner + "'s already", Optional.of(owner)));
        case KeyClaims.Answer.InUse(Optional<Home> owner) ->
            throw new CommandFailed(
                refusal(provider, "is used now, by a daemon of " + name(owner), owner));
      };
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the start was interrupted", stopped);
    } catch (IOException | UncheckedIOException unwritable) {
      throw new CommandFailed(
          Fault.failed(
              "The gateway was not started",
              "Whether another home spends with the same key can't be told: %s (%s)."
                  .formatted(claims.state().directory(), unwritable.getMessage()),
              "Make that folder writable, or set XDG_STATE_HOME; or, where no other home has the key: providers.%s.other-homes: allow"
                  .formatted(provider.name())),
          unwritable);
    }
  }

  private static boolean isGranted(KeyClaims.Answer answer) {
    return answer instanceof KeyClaims.Answer.Granted;
  }

  private static String name(Optional<Home> owner) {
    return owner.map(Home::toString).orElse("another home");
  }

  private static Fault refusal(ProviderSettings provider, String how, Optional<Home> other) {
    return Fault.failed(
        "The gateway was not started",
        "The key in %s %s. Each home keeps its own limits, so both together could spend twice as much."
            .formatted(provider.keyFrom(), how),
        "Use that home%s, or a key of its own for this one, or allow it: providers.%s.other-homes: allow"
            .formatted(other.map(home -> " (--home " + home + ")").orElse(""), provider.name()));
  }
}
