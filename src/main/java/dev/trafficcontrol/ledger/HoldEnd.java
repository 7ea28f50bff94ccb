package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Metered;
import org.jspecify.annotations.Nullable;

/// How a hold ends.
public sealed interface HoldEnd {

  /// With what its call has cost, even where that is above the hold.
  record AtCost(Money cost, @Nullable Metered metered) implements HoldEnd {}

  /// For nothing: only where it is proven that nothing was billed.
  record ForNothing(String proof, @Nullable NoAnswer answer) implements HoldEnd {}

  /// Charged in full, because what its call has cost is unknown.
  ///
  /// @param why it is unknown, for whoever has to find out
  record InFull(String why, @Nullable NoAnswer answer) implements HoldEnd {}

  default LedgerCommand<EndReply> of(HoldId id) {
    return switch (this) {
      case AtCost(Money cost, Metered metered) -> new SettleHold(id, cost, metered);
      case ForNothing(String proof, NoAnswer answer) -> new VoidHold(id, proof, answer);
      case InFull(String why, NoAnswer answer) -> new ExpireHold(id, why, answer);
    };
  }
}
