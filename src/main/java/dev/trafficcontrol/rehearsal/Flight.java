package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Metered;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.TokenUsage;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One call on its way, whose cost grows evenly from its beginning to its end.
record Flight(Player player, RecordedCall call, Hold hold) {

  private static final String PRICES = "recording";

  Instant endsAt() {
    return hold.heldAt().plus(call.duration());
  }

  /// Rounded up: what was metered is never less than what was used.
  Money meteredAt(Instant now) {
    return Money.ofNanos(share(call.cost().nanos(), now));
  }

  Metered usageAt(Instant now) {
    TokenUsage usage = new TokenUsage(share(call.tokens(), now), 0, 0, 0, 0, 0);
    return new Metered(PRICES, List.of(new Hop(call.model(), usage, Modifiers.NONE)));
  }

  private long share(long whole, Instant now) {
    if (!now.isBefore(endsAt())) {
      return whole;
    }
    BigInteger passed = BigInteger.valueOf(Duration.between(hold.heldAt(), now).toNanos());
    BigInteger duration = BigInteger.valueOf(call.duration().toNanos());
    return BigInteger.valueOf(whole)
        .multiply(passed)
        .add(duration.subtract(BigInteger.ONE))
        .divide(duration)
        .longValueExact();
  }
}
