package dev.trafficcontrol.gateway;

import dev.trafficcontrol.gateway.GatewayError.Kind;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.ledger.Authorization;
import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.NoAnswer;
import dev.trafficcontrol.pricing.CallBound;
import dev.trafficcontrol.pricing.CallShape;
import dev.trafficcontrol.pricing.ConversationKey;
import dev.trafficcontrol.pricing.ModelPrice;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Takes a call that was read from its price to its end: bound, hold, send, relay, settle.
final class PaidCalls {

  private final Ledger ledger;
  private final CallPricing pricing;
  private final Providers providers;
  private final CallsInFlight calls;
  private final GatewaySettings settings;
  private final CallIds ids;
  private final Holding holding;
  private final Semaphore drains;
  private final Backoff backoff;

  PaidCalls(
      Ledger ledger,
      CallPricing pricing,
      Providers providers,
      CallsInFlight calls,
      GatewaySettings settings,
      CallIds ids) {
    this.ledger = ledger;
    this.pricing = pricing;
    this.providers = providers;
    this.calls = calls;
    this.settings = settings;
    this.ids = ids;
    this.holding = new Holding(ledger, pricing, settings, ids);
    this.drains = new Semaphore(settings.maxDrains());
    this.backoff = new Backoff(ids.random());
  }

  void run(Order order, Caller caller) {
    Optional<ModelPrice> price = pricing.price(order.asks());
    if (price.isEmpty()) {
      GatewayError.badRequest(pricing.whyNot(order.asks())).answer(caller);
      return;
    }
    Optional<GatewayError> ruledOut = KeyGate.refusal(order, price.get());
    if (ruledOut.isPresent()) {
      ruledOut.get().answer(caller);
      return;
    }
    switch (providers.serving(price.get(), order.endpoint())) {
      case Providers.Serving.Nobody(String reason) ->
          GatewayError.badRequest(reason).answer(caller);
      case Providers.Serving.By(Provider provider) ->
          run(order.limited(price.get()), price.get(), provider, caller);
    }
  }

  private void run(LimitedOrder order, ModelPrice price, Provider provider, Caller caller) {
    Optional<Duration> wait = backoff.wait(price, ids.now());
    if (wait.isPresent()) {
      askedForTime(price, wait.get()).answer(caller);
      return;
    }
    Key key = order.order().key();
    ConversationKey conversation =
        CallPricing.conversation(key, order.order().request().headers(), order.asks());
    CallShape shape = pricing.shape(order.asks(), conversation);
    switch (pricing.bound(shape)) {
      case CallBound.Unbounded(String reason) ->
          GatewayError.badRequest("this call can't be bounded: " + reason).answer(caller);
      case CallBound.Bounded bounded -> {
        try (Flight flight = calls.enter(key, price.model())) {
          switch (holding.hold(order, price.model(), shape, bounded)) {
            case Holding.Outcome.Held(Authorization authorization, LimitedOrder held) -> {
              calls.held(authorization.hold().id(), order.order().client());
              try (Settlement settlement =
                      new Settlement(
                          ledger,
                          pricing,
                          authorization.hold(),
                          held.asks(),
                          conversation,
                          flight);
                  UpstreamCall upstream = provider.paid(authorization, held.toSend())) {
                send(held, price, upstream, settlement, flight, caller);
              }
            }
            case Holding.Outcome.Refused(GatewayError why) -> why.answer(caller);
          }
        }
      }
    }
  }

  private void send(
      LimitedOrder order,
      ModelPrice price,
      UpstreamCall upstream,
      Settlement settlement,
      Flight flight,
      Caller caller) {
    if (!flight.board(upstream)) {
      settlement.end(new Verdict.NothingBilled("cut before anything was sent", NoAnswer.SPARED));
      cutAnswer(flight).answer(caller);
      return;
    }
    UpstreamAnswer answer;
    try {
      answer = upstream.send(patience(settlement.hold()));
    } catch (UpstreamUnreachable unreachable) {
      settlement.end(
          new Verdict.NothingBilled("nothing was sent to the provider", NoAnswer.SPARED));
      notReached(flight, unreachable).answer(caller);
      return;
    } catch (UpstreamLost lost) {
      settlement.end(new Verdict.Unknown("the provider was lost before it answered"));
      lost(flight, lost).answer(caller);
      return;
    }
    order.order().share().close();
    backoff.answered(price, answer, ids.now());
    AnswerReader reader = order.order().endpoint().reader(answer, order.asks());
    new Relay(answer, reader, settlement, flight, drains)
        .run(new NotedAnswer(caller.answer(), order.notes()));
  }

  /// The exchange ends before its hold does, also where it came late to be sent.
  private UpstreamCall.Patience patience(Hold hold) {
    Instant end = hold.deadline().minus(GatewaySettings.MARGIN);
    return settings.upstream().endingWithin(Duration.between(ids.now(), end));
  }

  private static GatewayError askedForTime(ModelPrice price, Duration wait) {
    return GatewayError.of(
            429,
            Kind.RATE_LIMIT,
            "TrafficControl: `%s` asked for time for `%s` a moment ago, so this call was not sent. Try again"
                .formatted(price.provider(), price.model()))
        .retryAfterSeconds(wait.plusMillis(999).toSeconds());
  }

  private static GatewayError cutAnswer(Flight flight) {
    return RefusalAnswer.billing(
        "the call was cut: " + flight.cutReason().orElse("no reason given"));
  }

  private static GatewayError notReached(Flight flight, UpstreamUnreachable why) {
    return flight.cutReason().isPresent()
        ? cutAnswer(flight)
        : GatewayError.of(
            502, Kind.FAILURE, "TrafficControl can't reach the provider: " + why.getMessage());
  }

  private static GatewayError lost(Flight flight, UpstreamLost why) {
    return flight.cutReason().isPresent()
        ? cutAnswer(flight)
        : GatewayError.of(
            502,
            Kind.FAILURE,
            "TrafficControl lost the provider before it answered, and charged what the call may have cost: "
                + why.getMessage());
  }
}
