package dev.trafficcontrol.adapter.http;

import dev.trafficcontrol.gateway.ClientGone;
import dev.trafficcontrol.gateway.Gateway;
import dev.trafficcontrol.gateway.Watchman;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands each request to the gateway. The outermost loop of a connection: what goes wrong ends this
/// answer alone.
final class GatewayHandler implements Handler {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayHandler.class);

  private final Gateway gateway;
  private final Duration bodyWithin;
  private final Watchman watchman = new Watchman(System::nanoTime);

  GatewayHandler(Gateway gateway, Duration bodyWithin) {
    this.gateway = gateway;
    this.bodyWithin = bodyWithin;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    HttpCall call = new HttpCall(request, watchman, bodyWithin);
    HttpClientAnswer answer = new HttpClientAnswer(call, response);
    try {
      gateway.handle(call, answer);
    } catch (ClientGone gone) {
      throw new CloseConnectionException("the client has left", gone);
    } catch (RuntimeException failed) {
      LOG.error("a call failed; its hold, if it had one, stays and expires charged", failed);
      throw new CloseConnectionException("the call failed", failed);
    }
    if (!answer.hasEnded()) {
      throw new CloseConnectionException("the answer broke off");
    }
    if (call.endsItsConnection()) {
      throw new CloseConnectionException("nothing more is read from this connection");
    }
  }
}
