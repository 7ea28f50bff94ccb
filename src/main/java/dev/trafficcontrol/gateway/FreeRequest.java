package dev.trafficcontrol.gateway;

/// A request on a route known to be free. Made only by [Route], so that none can be built for a
/// route that is not.
public final class FreeRequest {

  private final UpstreamRequest request;

  FreeRequest(UpstreamRequest request) {
    this.request = request;
  }

  public UpstreamRequest request() {
    return request;
  }
}
