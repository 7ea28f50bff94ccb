package dev.trafficcontrol.gateway;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.ledger.Authorization;
import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.pricing.CallBound;
import dev.trafficcontrol.pricing.CallShape;
import dev.trafficcontrol.pricing.ConversationKey;
import dev.trafficcontrol.pricing.ModelPrice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Takes a call that was read from its price to its end: bound, hold, send, relay, settle.
final class PaidCalls {

  /// A call that was read.
  ///
  /// @param share its body's room, given back as soon as the body was sent
  record Order(Key key, UpstreamRequest request, MessagesRequest asks, ByteRoom.Share share) {}

  private final Ledger ledger;
  private final CallPricing pricing;
  private final Provider provider;
  private final CallsInFlight calls;
  private final GatewaySettings settings;
  private final CallIds ids;
  private final Semaphore drains;

  PaidCalls(
      Ledger ledger,
      CallPricing pricing,
      Provider provider,
      CallsInFlight calls,
      GatewaySettings settings,
      CallIds ids) {
    this.ledger = ledger;
    this.pricing = pricing;
    this.provider = provider;
    this.calls = calls;
    this.settings = settings;
    this.ids = ids;
    this.drains = new Semaphore(settings.maxDrains());
  }

  void run(Order order, ClientAnswer client) {
    Optional<ModelPrice> price = pricing.price(order.asks());
    if (price.isEmpty()) {
      GatewayError.badRequest(
              "the model `"
                  + order.asks().model()
                  + "` is not in the price book, and what has no price is not sent")
          .answer(client);
      return;
    }
    ConversationKey conversation =
        CallPricing.conversation(order.key(), order.request().headers(), order.asks());
    CallShape shape = pricing.shape(order.asks(), conversation);
    switch (pricing.bound(shape)) {
      case CallBound.Unbounded(String reason) ->
          GatewayError.badRequest("this call can't be bounded: " + reason).answer(client);
      case CallBound.Bounded bounded -> {
        try (Flight flight = calls.enter(order.key())) {
          HoldReply reply = hold(order.key(), price.get().model(), bounded);
          switch (reply) {
            case HoldReply.Held(Authorization authorization) ->
                send(order, authorization, conversation, flight, client);
            case HoldReply.Refused(Refusal why) ->
                RefusalAnswer.of(why, ids.now(), pricing.advice(why, shape)).answer(client);
            // Ids are minted anew for every send, so this was never ours to spend.
            case HoldReply.AlreadyHeld held ->
                RefusalAnswer.unavailable("the call's id was held before").answer(client);
          }
        }
      }
    }
  }

  private HoldReply hold(Key key, String model, CallBound.Bounded bounded) {
    HoldRequest request =
        new HoldRequest(
            ids.next(),
            key.id(),
            List.of(model),
            bounded.amount(),
            settings.holdLifetime(),
            settings.holdPatience());
    try {
      return ledger.hold(request);
    } catch (LedgerUnavailable broken) {
      return new HoldReply.Refused(new Refusal.Unavailable(String.valueOf(broken.getMessage())));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new HoldReply.Refused(new Refusal.Unavailable("the gateway is stopping"));
    }
  }

  private void send(
      Order order,
      Authorization authorization,
      ConversationKey conversation,
      Flight flight,
      ClientAnswer client) {
    Settlement settlement =
        new Settlement(ledger, pricing, authorization.hold(), order.asks(), conversation);
    try (UpstreamCall upstream = provider.paid(authorization, order.request())) {
      if (!flight.board(upstream)) {
        settlement.end(new Verdict.NothingBilled("cut before anything was sent"));
        cutAnswer(flight).answer(client);
        return;
      }
      UpstreamAnswer answer;
      try {
        answer = upstream.send(patience(authorization.hold()));
      } catch (UpstreamUnreachable unreachable) {
        settlement.end(new Verdict.NothingBilled("nothing was sent to the provider"));
        notReached(flight, unreachable).answer(client);
        return;
      } catch (UpstreamLost lost) {
        settlement.end(new Verdict.Unknown("the provider was lost before it answered"));
        lost(flight, lost).answer(client);
        return;
      }
      order.share().close();
      new Relay(upstream, answer, order.asks(), settlement, flight, drains).run(client);
    }
  }

  /// The exchange ends before its hold does, also where it came late to be sent.
  private UpstreamCall.Patience patience(Hold hold) {
    Instant end = hold.deadline().minus(GatewaySettings.MARGIN);
    return settings.upstream().endingWithin(Duration.between(ids.now(), end));
  }

  private static GatewayError cutAnswer(Flight flight) {
    return RefusalAnswer.billing(
        "the call was cut: " + flight.cutReason().orElse("no reason given"));
  }

  private static GatewayError notReached(Flight flight, UpstreamUnreachable why) {
    return flight.cutReason().isPresent()
        ? cutAnswer(flight)
        : GatewayError.of(
            502, "api_error", "TrafficControl can't reach the provider: " + why.getMessage());
  }

  private static GatewayError lost(Flight flight, UpstreamLost why) {
    return flight.cutReason().isPresent()
        ? cutAnswer(flight)
        : GatewayError.of(
            502,
            "api_error",
            "TrafficControl lost the provider before it answered, and charged what the call may have cost: "
                + why.getMessage());
  }
}
