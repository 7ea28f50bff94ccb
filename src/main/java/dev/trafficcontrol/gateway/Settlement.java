package dev.trafficcontrol.gateway;

import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.ledger.HoldEnd;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.ledger.NoAnswer;
import dev.trafficcontrol.ledger.PendingEnd;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.ConversationKey;
import dev.trafficcontrol.pricing.Cost;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Metered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ends one granted hold, once. What can't be known is charged as held; what fails leaves the hold
/// open, so that it expires charged.
///
/// The end is handed in at once and waited for on closing: a client that has seen its answer's end
/// finds its hold ended in whatever it asks next, and has not waited for the disk.
final class Settlement implements AutoCloseable {

  private final Ledger ledger;
  private final CallPricing pricing;
  private final Hold hold;
  private final PaidRequest request;
  private final ConversationKey conversation;
  private final Flight flight;

  /// The most that the call can cost by what the provider itself said of its prompt.
  private Money proven = Money.ZERO;

  private @Nullable PendingEnd ending;

  Settlement(
      Ledger ledger,
      CallPricing pricing,
      Hold hold,
      PaidRequest request,
      ConversationKey conversation,
      Flight flight) {
    this.ledger = ledger;
    this.pricing = pricing;
    this.hold = hold;
    this.request = request;
    this.conversation = conversation;
    this.flight = flight;
  }

  Hold hold() {
    return hold;
  }

  boolean hasEnded() {
    return ending != null;
  }

  void end(Verdict verdict) {
    if (ending == null) {
      ending = ledger.end(hold.id(), how(verdict));
      if (verdict instanceof Verdict.Known(List<Hop> hops)) {
        pricing.remember(request, conversation, hops);
      }
    }
  }

  private HoldEnd how(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Known(List<Hop> hops) ->
          switch (pricing.cost(hops)) {
            case Cost.Priced(Money amount) ->
                new HoldEnd.AtCost(amount, new Metered(pricing.prices().version(), hops));
            case Cost.Unpriced(String model, String reason) ->
                charged(model + " is not priced: " + reason);
          };
      case Verdict.NothingBilled(String proof, NoAnswer answer) ->
          new HoldEnd.ForNothing(proof, unlessCut(answer));
      case Verdict.Unknown(String why) -> charged(why);
    };
  }

  /// As held; or more, where the provider counted a larger prompt than was bounded. That is an
  /// overrun, and the ledger treats it as one.
  private HoldEnd charged(String why) {
    return proven.isMoreThan(hold.amount())
        ? new HoldEnd.AtCost(proven, null)
        : new HoldEnd.InFull(why, unlessCut(NoAnswer.FAILED));
  }

  /// Whoever cuts a call keeps it from its answer.
  private NoAnswer unlessCut(NoAnswer answer) {
    return flight.cutReason().isPresent() ? NoAnswer.SPARED : answer;
  }

  /// Gives back what the prompt, now counted by the provider, turned out not to need.
  void shrink(Hop atMost) {
    if (ending == null && pricing.cost(List.of(atMost)) instanceof Cost.Priced(Money bound)) {
      proven = bound;
      try {
        ledger.shrink(hold.id(), bound);
      } catch (LedgerUnavailable broken) {
        // The hold stays as large as it was, which is safe; the settle will say what was spent.
        return;
      }
    }
  }

  /// Waits until the end is durable, where there is one.
  @Override
  public void close() {
    if (ending != null) {
      ending.await();
    }
  }
}
