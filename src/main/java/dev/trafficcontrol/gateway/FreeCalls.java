package dev.trafficcontrol.gateway;

import dev.trafficcontrol.gateway.GatewayError.Kind;
import java.util.Optional;

/// Passes calls on routes that the provider does not bill to it and back.
final class FreeCalls {

  private static final int CHUNK_BYTES = 16 * 1024;

  private final Providers providers;
  private final UpstreamCall.Patience patience;

  FreeCalls(Providers providers, UpstreamCall.Patience patience) {
    this.providers = providers;
    this.patience = patience;
  }

  void run(Route.Free route, FreeRequest request, Caller caller) {
    Optional<Provider> provider = providers.first(route.protocol());
    if (provider.isPresent()) {
      run(provider.get(), request, caller);
    } else {
      GatewayError.of(
              404,
              Kind.NOT_FOUND,
              "no provider that speaks %s is switched on".formatted(route.protocol().text()))
          .notToBeRetried()
          .answer(caller);
    }
  }

  private void run(Provider provider, FreeRequest request, Caller caller) {
    ClientAnswer client = caller.answer();
    try (UpstreamCall upstream = provider.free(request)) {
      UpstreamAnswer answer;
      try {
        answer = upstream.send(patience);
      } catch (UpstreamUnreachable | UpstreamLost broken) {
        GatewayError.of(
                502,
                Kind.FAILURE,
                "TrafficControl can't reach the provider: " + broken.getMessage())
            .answer(caller);
        return;
      }
      client.begin(answer.status(), ForwardedHeaders.toClient(answer.headers()));
      byte[] piece = new byte[CHUNK_BYTES];
      try {
        for (int length = answer.read(piece); length >= 0; length = answer.read(piece)) {
          client.write(piece, length);
        }
      } catch (UpstreamLost broken) {
        // Without an end, the client sees that the answer broke off.
        return;
      }
      client.end();
    }
  }
}
