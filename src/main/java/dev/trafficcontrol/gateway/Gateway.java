package dev.trafficcontrol.gateway;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.pricing.PriceBook;
import java.util.Optional;

/// One request from its arrival to its answer: decides the route, who asks, and hands paid ones to
/// [PaidCalls].
public final class Gateway {

  private final CallIds ids;
  private final Admission admission;
  private final Intake intake;
  private final ReadingRoom readingRoom;
  private final FreeCalls freeCalls;
  private final PaidCalls paidCalls;

  public Gateway(
      Ledger ledger,
      PriceBook prices,
      Provider provider,
      CallsInFlight calls,
      GatewaySettings settings,
      CallIds ids) {
    this.ids = ids;
    this.admission = new Admission(ledger);
    this.intake = new Intake(new ByteRoom(settings.maxBodiesBytes()), settings.maxBodyBytes());
    this.readingRoom = new ReadingRoom(settings.maxReadingBytes());
    this.freeCalls = new FreeCalls(provider, settings.upstream());
    this.paidCalls =
        new PaidCalls(
            ledger,
            new CallPricing(prices, settings.rememberedPrompts()),
            provider,
            calls,
            settings,
            ids);
  }

  /// Answers the request. Throws [ClientGone] where the client left before money was held, and
  /// whatever went wrong after: then the hold stays open, expires charged, and the answer must be
  /// seen to break off.
  public void handle(InboundCall call, ClientAnswer client) {
    switch (Route.of(call.method(), call.rawPath(), call.rawQuery())) {
      case Route.Probe probe -> noContent(client);
      case Route.Unmetered(String reason) ->
          GatewayError.of(404, "not_found_error", reason).notToBeRetried().answer(client);
      case Route.Messages(String target) ->
          admitted(call, client, key -> paid(key, target, call, client));
      case Route.Free free -> admitted(call, client, key -> free(free, call, client));
    }
  }

  private interface Admitted {
    void go(Key key);
  }

  private void admitted(InboundCall call, ClientAnswer client, Admitted admitted) {
    Optional<Key> key;
    try {
      key = admission.admit(call.headers(), ids.now());
    } catch (LedgerUnavailable broken) {
      RefusalAnswer.unavailable(String.valueOf(broken.getMessage())).answer(client);
      return;
    }
    if (key.isPresent()) {
      admitted.go(key.get());
    } else {
      Admission.refusal().answer(client);
    }
  }

  private void paid(Key key, String target, InboundCall call, ClientAnswer client) {
    switch (intake.take(call)) {
      case Intake.Taken.Refused(GatewayError why) -> why.answer(client);
      case Intake.Taken.In(Body body, ByteRoom.Share share) -> {
        try (share) {
          // As the provider will see it: a header that is not passed on explains nothing.
          UpstreamRequest upstream = upstream("POST", target, call, body);
          switch (readingRoom.read(body, upstream.headers())) {
            case MessagesReader.Reading.Refused(String reason) ->
                GatewayError.badRequest(reason).answer(client);
            case MessagesReader.Reading.Understood(MessagesRequest asks) ->
                paidCalls.run(new PaidCalls.Order(key, upstream, asks, share), client);
          }
        }
      }
    }
  }

  private void free(Route.Free route, InboundCall call, ClientAnswer client) {
    if (route.method().equals("GET")) {
      freeCalls.run(route.request(ForwardedHeaders.toProvider(call.headers()), Body.EMPTY), client);
      return;
    }
    switch (intake.take(call)) {
      case Intake.Taken.Refused(GatewayError why) -> why.answer(client);
      case Intake.Taken.In(Body body, ByteRoom.Share share) -> {
        try (share) {
          freeCalls.run(route.request(ForwardedHeaders.toProvider(call.headers()), body), client);
        }
      }
    }
  }

  private static UpstreamRequest upstream(
      String method, String target, InboundCall call, Body body) {
    return new UpstreamRequest(method, target, ForwardedHeaders.toProvider(call.headers()), body);
  }

  private static void noContent(ClientAnswer client) {
    client.begin(200, Headers.of(new Header("content-length", "0")));
    client.end();
  }
}
