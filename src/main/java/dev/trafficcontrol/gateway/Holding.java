package dev.trafficcontrol.gateway;

import dev.trafficcontrol.ledger.Authorization;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.CallBound;
import dev.trafficcontrol.pricing.CallShape;
import java.util.List;

/// Holds the worst case of a call; or, where its key has limits lowered, all that is free, and
/// lowers the limit of the answer to what that covers.
///
/// The ledger finds and holds what is free in one step, and the limit follows from what is held: so
/// nobody can come in between, and no hold is below the worst case of what is sent.
final class Holding {

  /// What came of it.
  sealed interface Outcome {

    /// @param order as it is to be sent: what is held covers its worst case
    record Held(Authorization authorization, LimitedOrder order) implements Outcome {}

    record Refused(GatewayError why) implements Outcome {}
  }

  private final Ledger ledger;
  private final CallPricing pricing;
  private final GatewaySettings settings;
  private final CallIds ids;

  Holding(Ledger ledger, CallPricing pricing, GatewaySettings settings, CallIds ids) {
    this.ledger = ledger;
    this.pricing = pricing;
    this.settings = settings;
    this.ids = ids;
  }

  /// @param model its base id
  Outcome hold(LimitedOrder order, String model, CallShape shape, CallBound.Bounded bounded) {
    PaidRequest.Output asked = order.asks().output();
    Money least = least(order, shape, bounded);
    HoldReply reply =
        ask(
            new HoldRequest(
                ids.next(),
                order.order().key().id(),
                List.of(model),
                bounded.amount(),
                least,
                settings.holdLifetime(),
                settings.holdPatience()));
    return switch (reply) {
      case HoldReply.Held(Authorization authorization) -> {
        Money held = authorization.hold().amount();
        yield new Outcome.Held(
            authorization,
            bounded.amount().isMoreThan(held)
                ? order.lowered(pricing.affordable(shape, asked, held))
                : order);
      }
      case HoldReply.Refused(Refusal why) ->
          new Outcome.Refused(RefusalAnswer.of(why, ids.now(), advice(why, order, shape)));
      // Ids are minted anew for every send, so this was never ours to spend.
      case HoldReply.AlreadyHeld _ ->
          new Outcome.Refused(RefusalAnswer.unavailable("the call's id was held before"));
    };
  }

  /// The worst case of the call with the shortest answer that it may be sent with.
  private Money least(LimitedOrder order, CallShape shape, CallBound.Bounded bounded) {
    PaidRequest.Output asked = order.asks().output();
    LeastAnswer least = LeastAnswer.of(asked);
    return order.order().key().ruled().allowsLowering()
            && least.isBelow(asked)
            && pricing.bound(CallPricing.limitedTo(least.tokens(), shape, asked))
                instanceof CallBound.Bounded lowest
        ? lowest.amount()
        : bounded.amount();
  }

  private String advice(Refusal why, LimitedOrder order, CallShape shape) {
    PaidRequest.Output asked = order.asks().output();
    return order.order().key().ruled().allowsLowering()
        ? LeastAnswer.of(asked).excuse(order)
        : pricing.advice(why, shape, asked);
  }

  private HoldReply ask(HoldRequest request) {
    try {
      return ledger.hold(request);
    } catch (LedgerUnavailable broken) {
      return new HoldReply.Refused(new Refusal.Unavailable(String.valueOf(broken.getMessage())));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new HoldReply.Refused(new Refusal.Unavailable("the gateway is stopping"));
    }
  }
}
