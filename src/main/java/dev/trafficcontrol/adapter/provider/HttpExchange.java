package dev.trafficcontrol.adapter.provider;

import dev.trafficcontrol.gateway.Header;
import dev.trafficcontrol.gateway.UpstreamAnswer;
import dev.trafficcontrol.gateway.UpstreamCall;
import dev.trafficcontrol.gateway.UpstreamLost;
import dev.trafficcontrol.gateway.UpstreamRequest;
import dev.trafficcontrol.gateway.UpstreamUnreachable;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.api.TcpClientConnection;
import io.helidon.webclient.http1.Http1ClientRequest;
import io.helidon.webclient.http1.Http1ClientResponse;
import org.jspecify.annotations.Nullable;

/// One exchange on a connection of its own.
final class HttpExchange implements UpstreamCall {

  private final HttpProvider provider;
  private final UpstreamRequest request;
  private @Nullable TcpClientConnection connection;
  private @Nullable Watch watch;
  private boolean cut;

  HttpExchange(HttpProvider provider, UpstreamRequest request) {
    this.provider = provider;
    this.request = request;
  }

  @Override
  public UpstreamAnswer send(Patience patience) {
    Watch started = new Watch(patience.whole(), patience.firstByte(), this::cut).start();
    synchronized (this) {
      watch = started;
    }
    Http1ClientRequest prepared = prepared(connect(started), patience);
    if (started.isDue()) {
      throw notInTime();
    }
    Http1ClientResponse response;
    try {
      response = prepared.submit(request.body().bytes());
    } catch (RuntimeException broken) {
      throw lost(started, broken);
    }
    started.progress(patience.idle());
    KeyMask mask = new KeyMask(provider.endpoint().key());
    UpstreamAnswer answer = new HttpAnswer(response, mask, started, patience.idle());
    return response.status().code() >= 400 ? mask.masked(answer) : answer;
  }

  private TcpClientConnection connect(Watch started) {
    TcpClientConnection fresh = provider.connection();
    try {
      fresh.connect();
    } catch (RuntimeException refused) {
      throw new UpstreamUnreachable(
          "no connection to " + provider.endpoint().baseUrl().getHost(), refused);
    }
    synchronized (this) {
      connection = fresh;
      if (cut) {
        fresh.closeResource();
        // The watch cuts too, and may be quicker than the connection.
        throw started.isDue() ? notInTime() : new UpstreamUnreachable("cut before it was sent");
      }
    }
    return fresh;
  }

  private static UpstreamUnreachable notInTime() {
    return new UpstreamUnreachable("there was no connection in time");
  }

  private Http1ClientRequest prepared(TcpClientConnection connected, Patience patience) {
    Http1ClientRequest prepared =
        provider
            .http()
            .method(Method.create(request.method()))
            .uri(provider.endpoint().resolve(request.target()))
            .skipUriEncoding(true)
            .connection(connected)
            // The watch is stricter, and cuts writes too.
            .readTimeout(patience.whole());
    try {
      for (Header field : request.headers().fields()) {
        prepared.headers(headers -> headers.add(HeaderNames.create(field.name()), field.value()));
      }
    } catch (IllegalArgumentException notAHeader) {
      throw new UpstreamUnreachable("the request has a header that can't be sent", notAHeader);
    }
    ProviderEndpoint endpoint = provider.endpoint();
    endpoint
        .protocol()
        .authenticate(
            endpoint.key().reveal(), (name, key) -> prepared.header(HeaderNames.create(name), key));
    return prepared.header(HeaderNames.ACCEPT_ENCODING, "identity");
  }

  static UpstreamLost lost(Watch watch, Exception broken) {
    return new UpstreamLost(
        watch.ranOut() ? "it was silent, or took, too long" : "the connection broke", broken);
  }

  @Override
  public synchronized void cut() {
    cut = true;
    if (connection != null) {
      connection.closeResource();
    }
  }

  @Override
  public synchronized void close() {
    cut();
    if (watch != null) {
      watch.close();
    }
  }
}
