package dev.trafficcontrol.adapter.provider;

import dev.trafficcontrol.gateway.Protocol;
import java.net.URI;
import java.time.Duration;

/// Where a provider is and how it is entered.
///
/// @param protocol says how the key is sent
/// @param baseUrl scheme, host and perhaps a path prefix: `https://api.anthropic.com`
public record ProviderEndpoint(
    Protocol protocol, URI baseUrl, ProviderKey key, Duration connectTimeout) {

  public ProviderEndpoint {
    String scheme = baseUrl.getScheme();
    if (scheme == null
        || !(scheme.equals("https") || scheme.equals("http"))
        || baseUrl.getHost() == null
        || baseUrl.getRawQuery() != null
        || baseUrl.getRawFragment() != null
        || baseUrl.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "a provider's base URL is http(s)://host[:port][/path]: " + baseUrl);
    }
  }

  boolean isTls() {
    return baseUrl.getScheme().equals("https");
  }

  String host() {
    return baseUrl.getHost();
  }

  int port() {
    int port = baseUrl.getPort();
    return port >= 0 ? port : isTls() ? 443 : 80;
  }

  /// What stands before the target of every request: `` or `/prefix`.
  String path() {
    String path = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /// Host and, where the URL names one, port.
  String authority() {
    return baseUrl.getPort() < 0 ? host() : host() + ":" + baseUrl.getPort();
  }
}
