package dev.trafficcontrol.ledger;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Proves at every boot, through the ledger that is about to be used, that a cap caps.
///
/// It holds on a key of its own whose secret nobody has, spends nothing, and leaves nothing held.
public final class SelfTest {

  static final String KEY = "self-test";

  /// The one scope that is of no interest to people.
  public static final Scope SCOPE = Scope.of(ScopeKind.KEY, KEY);

  private static final Money CAP = Money.ofUsd("0.01");
  private static final List<String> MODELS = List.of("self-test");

  private final Ledger ledger;
  private final Instant now;
  private final Supplier<byte[]> randomness;

  private SelfTest(Ledger ledger, Instant now, Supplier<byte[]> randomness) {
    this.ledger = ledger;
    this.now = now;
    this.randomness = randomness;
  }

  /// Returns where the ledger refused what it must refuse, and granted what it must grant unless a
  /// budget, the breaker or a kill stands against everything; throws [BrokenInvariant] where not.
  ///
  /// @param randomness gives [HoldId#RANDOM_BYTES] random bytes at each call
  public static void run(Ledger ledger, Instant now, Supplier<byte[]> randomness)
      throws InterruptedException {
    new SelfTest(ledger, now, randomness).run();
  }

  private void run() throws InterruptedException {
    // No text has this hash that anybody knows: the key can't be used from outside.
    SecretHash nobodys = new SecretHash("0".repeat(64));
    ledger.ask(
        new MintKey(
            new Key(KEY, KEY, nobodys, null, null),
            Map.of(Window.TOTAL, Limit.of(CAP)),
            "self-test"));
    mustRefuse(CAP.times(2), "more than its limit");
    switch (ask(CAP)) {
      case HoldReply.Held(Authorization authorization) -> {
        try {
          mustRefuse(CAP, "what another call holds");
        } finally {
          ledger.voidHold(authorization.hold().id(), "self-test: nothing was sent");
        }
      }
      case HoldReply.Refused(Refusal why) -> mustBeGood(why);
      case HoldReply.AlreadyHeld(Hold hold) -> throw broken("an id was held before: " + hold.id());
    }
  }

  private void mustRefuse(Money amount, String what) throws InterruptedException {
    if (!(ask(amount) instanceof HoldReply.Refused(Refusal why))) {
      throw broken("the ledger granted " + what + " on a budget of " + CAP);
    }
    mustBeGood(why);
  }

  /// A ledger that refuses everything, for a reason of its own, has not shown that a cap caps.
  private static void mustBeGood(Refusal why) {
    switch (why) {
      case Refusal.TooLarge _,
          Refusal.Exhausted _,
          Refusal.RoomHeld _,
          Refusal.BreakerOpen _,
          Refusal.Killed _ -> {}
      case Refusal.KeyDead _,
          Refusal.AttemptStale _,
          Refusal.IdReused _,
          Refusal.IdEnded _,
          Refusal.Unavailable _ ->
          throw broken("the ledger refused, and not for want of room: " + why);
    }
  }

  private static BrokenInvariant broken(String what) {
    return new BrokenInvariant("self-test: " + what + ": nothing is started");
  }

  private HoldReply ask(Money amount) throws InterruptedException {
    return ledger.hold(
        new HoldRequest(
            HoldId.mint(now, randomness.get()),
            KEY,
            MODELS,
            amount,
            Duration.ofMinutes(1),
            Duration.ZERO));
  }
}
