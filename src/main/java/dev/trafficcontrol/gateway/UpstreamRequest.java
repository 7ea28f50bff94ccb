package dev.trafficcontrol.gateway;

/// What is sent to the provider: the client's target, headers and body, without its credentials.
/// The adapter adds the provider's.
///
/// @param target path and query, relative to the provider's base URL
public record UpstreamRequest(String method, String target, Headers headers, Body body) {

  UpstreamRequest with(Body other) {
    return new UpstreamRequest(method, target, headers, other);
  }
}
