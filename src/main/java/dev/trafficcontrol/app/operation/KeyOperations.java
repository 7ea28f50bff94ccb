package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.BudgetReport;
import dev.trafficcontrol.ledger.KeyView;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.ReportBudgets;
import dev.trafficcontrol.ledger.RevokeKey;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.SelfTest;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.pricing.PriceBook;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final AskedRules asked;
  private final String environment;

  /// @param randomness so many random bytes
  /// @param gateway where the gateway listens, for people
  /// @param prices the models that a key can be for
  /// @param environment whose keys these are
  public KeyOperations(
      Ledger ledger,
      IntFunction<byte[]> randomness,
      InstantSource clock,
      Supplier<String> gateway,
      PriceBook prices,
      String environment) {
    this.ledger = ledger;
    this.randomness = randomness;
    this.clock = clock;
    this.gateway = gateway;
    this.asked = new AskedRules(prices);
    this.environment = environment;
  }

  public List<Verb> verbs() {
    List<String> create = new ArrayList<>(AskedRules.NAMES);
    create.addAll(List.of("name", "limit", "window", "expires", "expires-in"));
    return List.of(
        Verb.owned("key create", this::create, create.toArray(String[]::new)),
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
    @Nullable Instant expires = end(arguments).orElse(null);
    KeyRules rules = asked.of(arguments);
    KeySecret secret = KeySecret.mintFor(environment, randomness.apply(KeySecret.RANDOM_BYTES));
    Key key = new Key(secret.id(), name, secret.hash(), null, expires, rules);
    ledger.ask(new MintKey(key, Map.of(window, limit), arguments.by()));
    return Facts.of(
        "id", key.id(),
        "key", secret.reveal(),
        "name", name,
        "limit", limit,
        "window", window.label(),
        "expires_at", expires,
        "models", rules.models(),
        "max_tokens", rules.maxTokens(),
        "calls_per_minute", rules.callsPerMinute(),
        "lower_max_tokens", rules.allowsLowering(),
        "gateway", gateway.get());
  }

  /// When the key dies; empty for never.
  private Optional<Instant> end(Arguments arguments) {
    Optional<Instant> at = arguments.maybe("expires", Times::parse);
    Optional<Instant> after =
        arguments.maybe("expires-in", text -> Times.after(now(), Times.parseDuration(text)));
    if (at.isPresent() && after.isPresent()) {
      throw arguments.bad("A key dies once: say --expires-at a time or --expires-in so long.");
    }
    Optional<Instant> end = at.or(() -> after);
    end.filter(time -> !time.isAfter(now()))
        .ifPresent(over -> {
          throw arguments.bad("The key would be dead from the start: " + over + " is over.");
        });
    return end;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /// Keys of runs are the program's own, and end with them.
  private Facts list(Arguments arguments) {
    List<BudgetReport> budgets = ledger.ask(new ReportBudgets());
    return Facts.list(
        "keys",
        ledger.keys().stream()
            .filter(view -> view.key().attempt() == null)
            .filter(view -> !view.key().id().equals(SelfTest.SCOPE.subject()))
            .map(view -> facts(view, budgets))
            .toList());
  }

  private Facts facts(KeyView view, List<BudgetReport> budgets) {
    Key key = view.key();
    KeyRules rules = key.ruled();
    Scope scope = Scope.of(ScopeKind.KEY, key.id());
    return Facts.of(
        "id", key.id(),
        "name", key.name(),
        "state", state(view),
        "expires_at", key.expiresAt(),
        "models", rules.models(),
        "max_tokens", rules.maxTokens(),
        "calls_per_minute", rules.callsPerMinute(),
        "lower_max_tokens", rules.allowsLowering(),
        "budgets",
            budgets.stream()
                .map(BudgetReport::budget)
                .filter(budget -> budget.id().scope().equals(scope))
                .map(BudgetOperations::facts)
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
