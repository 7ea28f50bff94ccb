package dev.trafficcontrol.gateway;

import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.ConversationKey;
import dev.trafficcontrol.pricing.Cost;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Metered;
import java.util.List;

/// Ends one granted hold, once. What can't be known is charged as held; what fails leaves the hold
/// open, so that it expires charged.
final class Settlement {

  private final Ledger ledger;
  private final CallPricing pricing;
  private final Hold hold;
  private final PaidRequest request;
  private final ConversationKey conversation;

  /// The most that the call can cost by what the provider itself said of its prompt.
  private Money proven = Money.ZERO;

  private boolean ended;

  Settlement(
      Ledger ledger,
      CallPricing pricing,
      Hold hold,
      PaidRequest request,
      ConversationKey conversation) {
    this.ledger = ledger;
    this.pricing = pricing;
    this.hold = hold;
    this.request = request;
    this.conversation = conversation;
  }

  Hold hold() {
    return hold;
  }

  boolean hasEnded() {
    return ended;
  }

  void end(Verdict verdict) {
    if (ended) {
      return;
    }
    switch (verdict) {
      case Verdict.Known(List<Hop> hops) -> settle(hops);
      case Verdict.NothingBilled(String proof) -> ledger.voidHold(hold.id(), proof);
      case Verdict.Unknown(String why) -> charge(why);
    }
    ended = true;
  }

  private void settle(List<Hop> hops) {
    switch (pricing.cost(hops)) {
      case Cost.Priced(Money amount) -> {
        ledger.settle(hold.id(), amount, new Metered(pricing.prices().version(), hops));
        pricing.remember(request, conversation, hops);
      }
      case Cost.Unpriced(String model, String reason) ->
          charge(model + " is not priced: " + reason);
    }
  }

  /// As held; or more, where the provider counted a larger prompt than was bounded. That is an
  /// overrun, and the ledger treats it as one.
  private void charge(String why) {
    if (proven.isMoreThan(hold.amount())) {
      ledger.settle(hold.id(), proven, null);
    } else {
      ledger.expire(hold.id(), why);
    }
  }

  /// Gives back what the prompt, now counted by the provider, turned out not to need.
  void shrink(Hop atMost) {
    if (!ended && pricing.cost(List.of(atMost)) instanceof Cost.Priced(Money bound)) {
      proven = bound;
      try {
        ledger.shrink(hold.id(), bound);
      } catch (LedgerUnavailable broken) {
        // The hold stays as large as it was, which is safe; the settle will say what was spent.
        return;
      }
    }
  }
}
