package dev.trafficcontrol.adapter.provider;

import dev.trafficcontrol.gateway.FreeRequest;
import dev.trafficcontrol.gateway.Provider;
import dev.trafficcontrol.gateway.UpstreamCall;
import dev.trafficcontrol.gateway.UpstreamRequest;
import dev.trafficcontrol.gateway.Watchman;
import dev.trafficcontrol.ledger.Authorization;
import java.net.InetAddress;
import java.net.UnknownHostException;
import javax.net.ssl.SSLSocketFactory;

/// A provider behind HTTP/1.1, which is entered with its key.
public final class HttpProvider implements Provider {

  /// Where a host is.
  interface Addresses {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  private final ProviderEndpoint endpoint;
  private final SSLSocketFactory tls;
  private final Addresses addresses;
  private final KeyMask mask;
  private final Watchman watchman = new Watchman(System::nanoTime);
  private final KeptWires wires = new KeptWires(watchman);

  public HttpProvider(ProviderEndpoint endpoint) {
    this(endpoint, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /// @param tls decides whose certificates are believed
  public HttpProvider(ProviderEndpoint endpoint, SSLSocketFactory tls) {
    this(endpoint, tls, InetAddress::getAllByName);
  }

  HttpProvider(ProviderEndpoint endpoint, SSLSocketFactory tls, Addresses addresses) {
    this.endpoint = endpoint;
    this.tls = tls;
    this.addresses = addresses;
    this.mask = new KeyMask(endpoint.key());
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

  SSLSocketFactory tls() {
    return tls;
  }

  InetAddress[] addresses() throws UnknownHostException {
    return addresses.of(endpoint.host());
  }

  KeyMask mask() {
    return mask;
  }

  Watchman watchman() {
    return watchman;
  }

  KeptWires wires() {
    return wires;
  }
}
