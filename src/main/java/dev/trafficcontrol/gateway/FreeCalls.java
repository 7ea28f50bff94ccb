package dev.trafficcontrol.gateway;

/// Passes calls on routes that the provider does not bill to it and back.
final class FreeCalls {

  private static final int CHUNK_BYTES = 16 * 1024;

  private final Provider provider;
  private final UpstreamCall.Patience patience;

  FreeCalls(Provider provider, UpstreamCall.Patience patience) {
    this.provider = provider;
    this.patience = patience;
  }

  void run(FreeRequest request, ClientAnswer client) {
    try (UpstreamCall upstream = provider.free(request)) {
      UpstreamAnswer answer;
      try {
        answer = upstream.send(patience);
      } catch (UpstreamUnreachable | UpstreamLost broken) {
        GatewayError.of(
                502, "api_error", "TrafficControl can't reach the provider: " + broken.getMessage())
            .answer(client);
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
