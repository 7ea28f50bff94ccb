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

  /// Returns where the ledger refused what it must refuse; throws [BrokenInvariant] where it did
  /// not.
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
    HoldReply whole = ask(CAP);
    if (whole instanceof HoldReply.Held(Authorization authorization)) {
      try {
        mustRefuse(CAP, "what another call holds");
      } finally {
        ledger.voidHold(authorization.hold().id(), "self-test: nothing was sent");
      }
    }
  }

  private void mustRefuse(Money amount, String what) throws InterruptedException {
    if (!(ask(amount) instanceof HoldReply.Refused)) {
      throw new BrokenInvariant(
          "self-test: the ledger granted "
              + what
              + " on a budget of "
              + CAP
              + ": nothing is started");
    }
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
