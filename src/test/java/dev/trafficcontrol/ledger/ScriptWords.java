package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The words of a [ModelScript], read as what the ledger is asked to do.
///
/// Keys K1, K2, … stand alone. R1.3 is the key of attempt 3 of run R1; odd runs work at task T1,
/// even ones at T2, in a confirmed start. H1, H2, … are holds, minted when they are first named.
final class ScriptWords {

  private static final SecretHash HASH = new SecretHash("1".repeat(64));

  /// Reading a zone is slow.
  private static final Map<String, BudgetId> BUDGETS = new ConcurrentHashMap<>();

  private final Map<String, HoldId> ids = new HashMap<>();

  /// A command that changes the ledger's state by itself, or null where the word is another one.
  @Nullable LedgerCommand<?> command(String[] words, Instant now) {
    return switch (words[0]) {
      case "mint" -> mint(words, now);
      case "revoke" -> new RevokeKey(words[1], "owner");
      case "open" -> new OpenAttempt(attempt(words[1], Long.parseLong(words[2])));
      case "close" -> new CloseAttempt(task(words[1]), words[1], Long.parseLong(words[2]));
      case "settle" -> new SettleHold(id(words[1], now), Money.ofUsd(words[2]), null);
      case "void" -> new VoidHold(id(words[1], now), "proof");
      case "expire" -> new ExpireHold(id(words[1], now), "lost");
      case "shrink" -> new ShrinkHold(id(words[1], now), Money.ofUsd(words[2]));
      case "budget" -> new SetBudget(budget(words[1]), Limit.parse(words[2]), "owner", "script");
      case "raise" ->
          new RaiseBudget(
              budget(words[1]),
              Limit.parse(words[2]),
              now.plus(option(words, "for", Duration.ZERO)),
              "owner",
              "script");
      case "trip" ->
          new TripBreaker(
              over(words, 2),
              TripKind.valueOf(words[1].toUpperCase(Locale.ROOT)),
              "burn",
              "monitor");
      case "reset" -> new ResetBreaker(over(words, 1), "looked", "owner");
      case "closed" -> new CloseBreaker(over(words, 1), "ended well", "run");
      case "kill" -> new Kill("stop", "owner");
      case "revive" -> new Revive("owner");
      case "note-clock" -> new NoteClock(new ClockReading(words[1], 0, now));
      default -> null;
    };
  }

  private static MintKey mint(String[] words, Instant now) {
    Duration lifetime = option(words, "expires", Duration.ZERO);
    Instant expiresAt = lifetime.isZero() ? null : now.plus(lifetime);
    String limit = text(words, "limit");
    return new MintKey(
        new Key(words[1], words[1], HASH, null, expiresAt),
        limit == null ? Map.of() : Map.of(Window.TOTAL, Limit.parse(limit)),
        "owner");
  }

  /// `reconcile H1 0.20 [instead=0.30]`, or `instead=now` for what it counts as by then.
  ReconcileHold reconcile(String[] words, Instant now, LedgerOracle oracle) {
    HoldId id = id(words[1], now);
    String instead = text(words, "instead");
    Money insteadOf =
        instead == null ? null : instead.equals("now") ? oracle.countsAs(id) : Money.ofUsd(instead);
    return new ReconcileHold(id, Money.ofUsd(words[2]), insteadOf, "owner", "an invoice");
  }

  /// `hold H1 K1 0.40 [least=0.10] [models=a,b] [patience=30s] [lifetime=900s]`
  HoldRequest hold(String[] words, Instant now) {
    String models = text(words, "models");
    String least = text(words, "least");
    return new HoldRequest(
        id(words[1], now),
        words[2],
        models == null ? List.of("sonnet") : Arrays.asList(models.split(",")),
        Money.ofUsd(words[3]),
        Money.ofUsd(least == null ? words[3] : least),
        option(words, "lifetime", Duration.ofMinutes(15)),
        option(words, "patience", Duration.ZERO));
  }

  HoldId id(String name, Instant now) {
    return ids.computeIfAbsent(
        name,
        first ->
            HoldId.mint(
                now,
                ByteBuffer.allocate(HoldId.RANDOM_BYTES)
                    .putLong(Long.parseLong(name.substring(1)))
                    .array()));
  }

  private static Key attempt(String run, long token) {
    String confirmation = task(run).equals("T2") ? "C1" : null;
    AttemptBinding binding = new AttemptBinding("P", task(run), run, token, confirmation);
    return new Key(run + "." + token, run, HASH, binding, null);
  }

  private static String task(String run) {
    return Integer.parseInt(run.substring(1)) % 2 == 1 ? "T1" : "T2";
  }

  static BudgetId budget(String text) {
    return BUDGETS.computeIfAbsent(text, ScriptWords::read);
  }

  private static BudgetId read(String text) {
    int slash = text.indexOf('/');
    return new BudgetId(
        Scope.parse(text.substring(0, slash)), Window.parse(text.substring(slash + 1)));
  }

  private static @Nullable String text(String[] words, String name) {
    for (String word : words) {
      if (word.startsWith(name + "=")) {
        return word.substring(name.length() + 1);
      }
    }
    return null;
  }

  private static Duration option(String[] words, String name, Duration otherwise) {
    String text = text(words, name);
    return text == null ? otherwise : seconds(text);
  }

  /// `30s`, `0.250s`, `-3600s`
  static Duration seconds(String text) {
    return Duration.parse("PT" + text);
  }

  /// What a breaker stands over, where it is said.
  private static Scope over(String[] words, int at) {
    return words.length > at ? Scope.parse(words[at]) : Scope.GLOBAL;
  }
}
