package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random commands against [LedgerOracle]. More by `-Dtrafficcontrol.ledger.seeds=1000`.
class LedgerModelTest {

  private static final int STEPS = 600;
  private static final List<String> MODELS = List.of("claude-sonnet-5-5", "claude-opus-5-5");

  /// Clocks that change by an hour, by half of one, never and askew.
  private static final List<String> ZONES =
      List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");

  /// Shortly before those clocks change, a month ends, or a year.
  private static final List<String> STARTS =
      List.of(
          "2026-11-02T12:00:00Z",
          "2027-03-27T20:00:00Z",
          "2026-10-24T21:30:00Z",
          "2027-03-13T22:00:00Z",
          "2026-11-01T01:00:00Z",
          "2027-04-03T10:00:00Z",
          "2026-10-03T11:00:00Z",
          "2026-12-31T14:00:00Z",
          "2028-02-28T15:00:00Z");

  private static final List<Window> WINDOWS = windows();
  private static final List<Scope> SCOPES =
      List.of(
          Scope.GLOBAL,
          Scope.parse("key:K1"),
          Scope.parse("key:K2"),
          Scope.parse("project:P"),
          Scope.parse("task:T1"),
          Scope.parse("run:R1"),
          Scope.parse("model:claude-opus-5-5"));

  static java.util.stream.IntStream seeds() {
    return java.util.stream.IntStream.range(
        0, Integer.getInteger("trafficcontrol.ledger.seeds", 40));
  }

  private final LedgerCore core = new LedgerCore();
  private final LedgerOracle oracle = new LedgerOracle();
  private final List<HoldId> ids = new ArrayList<>();
  private final List<TimedEvent> history = new ArrayList<>();
  private Instant now = LedgerScript.START;
  private int longestPause = 600;

  private record TimedEvent(LedgerEvent event, Instant at) {}

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_ledger_shows_what_a_naive_oracle_shows_and_replay_gives_the_same_state(int seed) {
    Random random = new Random(seed);
    now = Instant.parse(STARTS.get(seed % STARTS.size()));
    longestPause = List.of(600, 4_000, 40_000, 400_000).get(random.nextInt(4));
    for (String key : List.of("K1", "K2")) {
      core.decide(new MintKey(key(key, null), Map.of(), "owner"), now);
    }
    for (int step = 0; step < STEPS; step++) {
      core.expireOverdue(now);
      command(random);
      core.pass(now, (_, verdict) -> check(verdict));
      for (LedgerEvent event : core.takeStep(now).events()) {
        oracle.take(event, now);
        history.add(new TimedEvent(event, now));
      }
      compare("seed " + seed + " step " + step, core, some(random));
    }
    compare("seed " + seed + " at its end", core, WINDOWS);
    LedgerCore replayed = new LedgerCore();
    history.forEach(entry -> replayed.replay(entry.event(), entry.at()));
    compare("seed " + seed + " replayed", replayed, WINDOWS);
    assertThat(replayed.state().accounts.budgets(now))
        .containsExactlyElementsOf(core.state().accounts.budgets(now));
  }

  private static List<Window> windows() {
    List<Window> all = new ArrayList<>(List.of(RollingWindow.values()));
    all.add(Window.TOTAL);
    for (CalendarWindow.Period period : CalendarWindow.Period.values()) {
      ZONES.forEach(zone -> all.add(new CalendarWindow(period, ZoneId.of(zone))));
    }
    return List.copyOf(all);
  }

  private static List<Window> some(Random random) {
    return List.of(
        WINDOWS.get(random.nextInt(WINDOWS.size())), WINDOWS.get(random.nextInt(WINDOWS.size())));
  }

  private void command(Random random) {
    switch (random.nextInt(20)) {
      case 0 -> setBudget(random);
      case 1 -> attempt(random);
      case 2 -> core.decide(new CloseAttempt("T1", "R1", 1 + random.nextInt(4)), now);
      case 3 -> now = now.plus(Duration.ofSeconds(random.nextInt(longestPause)));
      case 4 -> breaker(random);
      case 5, 6 -> core.decide(new SettleHold(anyId(random), amount(random, 300), null), now);
      case 7 -> core.decide(new VoidHold(anyId(random), "proof"), now);
      case 8 -> core.decide(new ExpireHold(anyId(random), "lost"), now);
      case 9 -> core.decide(new ShrinkHold(anyId(random), amount(random, 300)), now);
      case 11 -> reconcile(random);
      case 10 -> now = now.plus(Duration.ofSeconds(random.nextInt(5)));
      default -> hold(random);
    }
  }

  /// Half of them say what is to be replaced, rightly where it was corrected before.
  private void reconcile(Random random) {
    HoldId id = anyId(random);
    ExpiredHold known = core.state().holds.findExpired(id);
    Money insteadOf = known == null || random.nextBoolean() ? null : known.charged();
    core.decide(new ReconcileHold(id, amount(random, 400), insteadOf, "owner", "an invoice"), now);
  }

  private void hold(Random random) {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    HoldId id = random.nextInt(20) == 0 ? anyId(random) : HoldId.mint(now, bytes);
    ids.add(id);
    List<String> keys = List.of("K1", "K2", "R1.1", "R1.2", "R1.3", "unknown");
    core.enter(
        new HoldRequest(
            id,
            keys.get(random.nextInt(keys.size())),
            List.of(MODELS.get(random.nextInt(2))),
            amount(random, 400).plus(Money.ofNanos(1)),
            Duration.ofSeconds(1 + random.nextInt(900)),
            Duration.ofSeconds(random.nextInt(61))),
        now);
  }

  private void setBudget(Random random) {
    Scope scope = SCOPES.get(random.nextInt(SCOPES.size()));
    Window window = WINDOWS.get(random.nextInt(WINDOWS.size()));
    Limit limit = random.nextInt(6) == 0 ? Limit.UNLIMITED : Limit.of(amount(random, 2000));
    BudgetId budget = new BudgetId(scope, window);
    if (random.nextInt(3) == 0) {
      Instant until = now.plusSeconds(random.nextInt(longestPause));
      core.decide(new RaiseBudget(budget, limit, until, "owner", "model"), now);
    } else {
      core.decide(new SetBudget(budget, limit, "owner", "model"), now);
    }
  }

  private void attempt(Random random) {
    long token = 1L + random.nextInt(3);
    core.decide(
        new OpenAttempt(key("R1." + token, new AttemptBinding("P", "T1", "R1", token, null))), now);
  }

  private void breaker(Random random) {
    switch (random.nextInt(5)) {
      case 0 -> core.decide(new TripBreaker(TripKind.HARD, "burn", "monitor"), now);
      case 1, 2 -> core.decide(new ResetBreaker("looked", "owner"), now);
      case 3 -> core.decide(new CloseBreaker("ended", "run"), now);
      default -> core.decide(random.nextInt(4) == 0 ? new Kill("k", "o") : new Revive("o"), now);
    }
  }

  private static Key key(String id, @Nullable AttemptBinding attempt) {
    return new Key(id, id, new SecretHash("1".repeat(64)), attempt, null);
  }

  private HoldId anyId(Random random) {
    return ids.isEmpty()
        ? HoldId.mint(now, new byte[HoldId.RANDOM_BYTES])
        : ids.get(Math.max(0, ids.size() - 1 - random.nextInt(Math.min(30, ids.size()))));
  }

  private static Money amount(Random random, int cents) {
    return Money.ofNanos(random.nextLong(cents * 10_000_000L));
  }

  /// What a refusal says must be so. Grants are judged by the oracle, as it takes them.
  private void check(HoldVerdict verdict) {
    switch (verdict) {
      case HoldVerdict.Refused(Refusal.Exhausted(BudgetView budget, Money asked, var _)) ->
          assertThat(budget.spent().plus(asked).isMoreThan(cap(budget))).isTrue();
      case HoldVerdict.Refused(Refusal.TooLarge(BudgetView budget, Money asked)) ->
          assertThat(asked.isMoreThan(cap(budget))).isTrue();
      case HoldVerdict.Refused(Refusal.RoomHeld(BudgetView budget, Money asked, var _)) ->
          assertThat(budget.spent().plus(asked).isMoreThan(cap(budget))).isFalse();
      case HoldVerdict.Granted _,
          HoldVerdict.Refused _,
          HoldVerdict.Known _,
          HoldVerdict.MustWait _ -> {}
    }
  }

  private static Money cap(BudgetView budget) {
    return switch (budget.limit()) {
      case Limit.Capped(Money amount) -> amount;
      case Limit.Unlimited() -> throw new AssertionError("refused by an unlimited budget");
    };
  }

  private void compare(String where, LedgerCore core, List<Window> windows) {
    for (Scope scope : SCOPES) {
      Account account = core.state().accounts.account(scope);
      assertThat(BigInteger.valueOf(account.held().nanos()))
          .as(where + " held on " + scope)
          .isEqualTo(oracle.held(scope));
      for (Window window : windows) {
        assertThat(BigInteger.valueOf(account.spent(window, now).nanos()))
            .as(where + " spent on " + scope + " in " + window)
            .isEqualTo(oracle.spent(scope, window, now));
      }
    }
  }
}
