package dev.trafficcontrol.gateway;

import dev.trafficcontrol.ledger.Authorization;

/// The model provider. A call that can cost money takes the ledger's yes, which only a durable hold
/// yields.
public interface Provider {

  /// Prepares a paid call. Nothing is sent before [UpstreamCall#send].
  UpstreamCall paid(Authorization authorization, UpstreamRequest request);

  /// Prepares a call on a route that the provider does not bill.
  UpstreamCall free(FreeRequest request);
}
