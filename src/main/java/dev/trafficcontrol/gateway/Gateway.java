package dev.trafficcontrol.gateway;

import dev.trafficcontrol.gateway.GatewayError.Kind;
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
  private final CallRates rates;
  private final Intake intake;
  private final ReadingRoom readingRoom;
  private final FreeCalls freeCalls;
  private final PaidCalls paidCalls;

  public Gateway(
      Ledger ledger,
      PriceBook prices,
      Providers providers,
      CallsInFlight calls,
      GatewaySettings settings,
      CallIds ids) {
    this.ids = ids;
    this.admission = new Admission(ledger);
    this.rates = new CallRates(ids);
    this.intake = new Intake(new ByteRoom(settings.maxBodiesBytes()), settings.maxBodyBytes());
    this.readingRoom = new ReadingRoom(settings.maxReadingBytes());
    this.freeCalls = new FreeCalls(providers, settings.upstream());
    this.paidCalls =
        new PaidCalls(
            ledger,
            new CallPricing(prices, settings.rememberedPrompts()),
            providers,
            calls,
            settings,
            ids);
  }

  /// Answers the request. Throws [ClientGone] where the client left before money was held, and
  /// whatever went wrong after: then the hold stays open, expires charged, and the answer must be
  /// seen to break off.
  public void handle(InboundCall call, ClientAnswer client) {
    Route route = Route.of(call);
    Caller caller = new Caller(client, route.protocol());
    switch (route) {
      case Route.Probe _ -> noContent(client);
      case Route.Unmetered(String reason, Protocol _) ->
          GatewayError.of(404, Kind.NOT_FOUND, reason).notToBeRetried().answer(caller);
      case Route.Paid paid -> admitted(call, caller, key -> paid(key, paid, call, caller));
      case Route.Free free -> admitted(call, caller, _ -> free(free, call, caller));
    }
  }

  private interface Admitted {
    void go(Key key);
  }

  private void admitted(InboundCall call, Caller caller, Admitted admitted) {
    Optional<Key> key;
    try {
      key = admission.admit(call.headers(), ids.now());
    } catch (LedgerUnavailable broken) {
      RefusalAnswer.unavailable(String.valueOf(broken.getMessage())).answer(caller);
      return;
    }
    key.map(rates::refusal)
        .orElseGet(() -> Optional.of(Admission.refusal(call.headers())))
        .or(() -> unsendable(call.headers()))
        .ifPresentOrElse(refusal -> refusal.answer(caller), () -> admitted.go(key.orElseThrow()));
  }

  /// What could not be passed on byte for byte is refused before anything is held for it.
  private static Optional<GatewayError> unsendable(Headers headers) {
    return headers.fields().stream()
        .filter(field -> !Header.isSendable(field.value()))
        .findFirst()
        .map(field ->
            GatewayError.badRequest(
                "the header `%s` has a control character in its value".formatted(field.name())));
  }

  private void paid(Key key, Route.Paid route, InboundCall call, Caller caller) {
    switch (intake.take(call)) {
      case Intake.Taken.Refused(GatewayError why) -> why.answer(caller);
      case Intake.Taken.In(Body body, ByteRoom.Share share) -> {
        try (share) {
          Headers headers = call.headers();
          // As the provider will see it: a header that is not passed on explains nothing.
          UpstreamRequest upstream =
              new UpstreamRequest(
                  "POST", route.target(), ForwardedHeaders.toProvider(headers), body);
          switch (readingRoom.read(route.endpoint(), body, upstream.headers())) {
            case Reading.Refused(String reason) -> GatewayError.badRequest(reason).answer(caller);
            case Reading.Understood read ->
                paidCalls.run(
                    new Order(
                        key,
                        ClientHeaders.client(headers),
                        route.endpoint(),
                        upstream,
                        read,
                        share),
                    caller);
          }
        }
      }
    }
  }

  private void free(Route.Free route, InboundCall call, Caller caller) {
    if (route.method().equals("GET")) {
      freeCalls.run(
          route, route.request(ForwardedHeaders.toProvider(call.headers()), Body.EMPTY), caller);
      return;
    }
    switch (intake.take(call)) {
      case Intake.Taken.Refused(GatewayError why) -> why.answer(caller);
      case Intake.Taken.In(Body body, ByteRoom.Share share) -> {
        try (share) {
          freeCalls.run(
              route, route.request(ForwardedHeaders.toProvider(call.headers()), body), caller);
        }
      }
    }
  }

  private static void noContent(ClientAnswer client) {
    client.begin(200, Headers.of(new Header("content-length", "0")));
    client.end();
  }
}
