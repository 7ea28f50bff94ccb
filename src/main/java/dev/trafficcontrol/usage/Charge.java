package dev.trafficcontrol.usage;

import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Metered;
import dev.trafficcontrol.pricing.TokenUsage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one hold was charged in the end.
///
/// @param at when it was booked: what windows and days count by
/// @param metered what was used, or null where only the cost is known
public record Charge(
    HoldId hold, HoldScope scope, Instant at, Basis basis, Money cost, @Nullable Metered metered) {

  /// What the cost rests on.
  public enum Basis {
    /// Metered, or a bound that was charged at the end of the call.
    SETTLED,
    /// Unknown: the whole hold was charged.
    EXPIRED,
    /// Was unknown, and became known later.
    CORRECTED
  }

  /// The model that was asked for; what it calls in turn counts under it too.
  public String model() {
    return scope.models().getFirst();
  }

  /// The tokens of all hops.
  public TokenUsage tokens() {
    return tokens(metered);
  }

  /// @param metered what was used, or null where only the cost is known
  public static TokenUsage tokens(@Nullable Metered metered) {
    return metered == null
        ? TokenUsage.NONE
        : metered.hops().stream().map(Hop::usage).reduce(TokenUsage.NONE, TokenUsage::plus);
  }
}
