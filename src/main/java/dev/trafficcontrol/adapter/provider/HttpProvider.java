package dev.trafficcontrol.adapter.provider;

import dev.trafficcontrol.gateway.FreeRequest;
import dev.trafficcontrol.gateway.Provider;
import dev.trafficcontrol.gateway.UpstreamCall;
import dev.trafficcontrol.gateway.UpstreamRequest;
import dev.trafficcontrol.ledger.Authorization;
import io.helidon.common.tls.Tls;
import io.helidon.webclient.api.ConnectionKey;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.TcpClientConnection;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.http1.Http1Client;
import java.util.List;

/// A provider behind HTTP, which is entered with its key.
public final class HttpProvider implements Provider {

  private static final List<String> ALPN = List.of("http/1.1");

  private final ProviderEndpoint endpoint;
  private final WebClient client;
  private final Http1Client http;
  private final ConnectionKey address;

  public HttpProvider(ProviderEndpoint endpoint) {
    this.endpoint = endpoint;
    Tls tls = Tls.builder().enabled(endpoint.isTls()).build();
    this.client =
        WebClient.builder()
            .connectTimeout(endpoint.connectTimeout())
            .followRedirects(false)
            .keepAlive(false)
            .relativeUris(true)
            .proxy(Proxy.noProxy())
            .tls(tls)
            .servicesDiscoverServices(false)
            .build();
    this.http = client.client(Http1Client.PROTOCOL);
    this.address =
        ConnectionKey.create(
            endpoint.baseUrl().getScheme(),
            endpoint.baseUrl().getHost(),
            endpoint.port(),
            tls,
            client.prototype().dnsResolver(),
            client.prototype().dnsAddressLookup(),
            Proxy.noProxy());
  }

  @Override
  public UpstreamCall paid(Authorization authorization, UpstreamRequest request) {
    return new HttpExchange(this, request);
  }

  @Override
  public UpstreamCall free(FreeRequest request) {
    return new HttpExchange(this, request.request());
  }

  ProviderEndpoint endpoint() {
    return endpoint;
  }

  Http1Client http() {
    return http;
  }

  /// Not connected yet, used once, never kept.
  TcpClientConnection connection() {
    return TcpClientConnection.create(client, address, ALPN, used -> false, closed -> {});
  }
}
