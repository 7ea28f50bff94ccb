package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.KeyView;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.RevokeKey;
import dev.trafficcontrol.ledger.SelfTest;
import dev.trafficcontrol.ledger.Window;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `key …`
public final class KeyOperations {

  private static final int LONGEST_NAME = 100;

  private final Ledger ledger;
  private final IntFunction<byte[]> randomness;
  private final InstantSource clock;
  private final Supplier<String> gateway;

  /// @param randomness so many random bytes
  /// @param gateway where the gateway listens, for people
  public KeyOperations(
      Ledger ledger,
      IntFunction<byte[]> randomness,
      InstantSource clock,
      Supplier<String> gateway) {
    this.ledger = ledger;
    this.randomness = randomness;
    this.clock = clock;
    this.gateway = gateway;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.owned("key create", this::create, "name", "limit", "window", "expires"),
        Verb.open("key list", this::list),
        Verb.owned("key revoke", this::revoke, "id"));
  }

  private Facts create(Arguments arguments) {
    String name = arguments.text("name").strip();
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw arguments.bad("A key's name is one line of at most " + LONGEST_NAME + " characters.");
    }
    Limit limit = arguments.read("limit", Limit::parse);
    Window window = arguments.maybe("window", Window::parse).orElse(Window.TOTAL);
    @Nullable Instant expires = arguments.maybe("expires", Times::parse).orElse(null);
    if (expires != null && !expires.isAfter(clock.instant())) {
      throw arguments.bad("expires: " + expires + " is over already.");
    }
    KeySecret secret = KeySecret.mint(randomness.apply(KeySecret.RANDOM_BYTES));
    Key key = new Key(secret.id(), name, secret.hash(), null, expires);
    ledger.ask(new MintKey(key, Map.of(window, limit), arguments.by()));
    return Facts.of(
        "id", key.id(),
        "key", secret.reveal(),
        "name", name,
        "limit", limit,
        "window", window.label(),
        "expires_at", expires,
        "gateway", gateway.get());
  }

  /// Keys of runs are the program's own, and end with them.
  private Facts list(Arguments arguments) {
    return Facts.list(
        "keys",
        ledger.keys().stream()
            .filter(view -> view.key().attempt() == null)
            .filter(view -> !view.key().id().equals(SelfTest.SCOPE.subject()))
            .map(view ->
                Facts.of(
                    "id", view.key().id(),
                    "name", view.key().name(),
                    "state", state(view),
                    "expires_at", view.key().expiresAt()))
            .toList());
  }

  private String state(KeyView view) {
    if (view.isRevoked()) {
      return "revoked";
    }
    return view.key().isExpired(clock.instant()) ? "expired" : "alive";
  }

  private Facts revoke(Arguments arguments) {
    String id = arguments.text("id");
    if (!ledger.ask(new RevokeKey(id, arguments.by()))) {
      throw arguments.failed("There is no key " + id + ".", "trafficctl key list");
    }
    return Facts.of("id", id);
  }
}
