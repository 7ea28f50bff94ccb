package dev.trafficcontrol.gateway;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.usage.Client;

/// A paid call as it was read.
///
/// @param share its body's room, given back as soon as the body was sent
record Order(
    Key key,
    Client client,
    Endpoint endpoint,
    UpstreamRequest request,
    Reading.Understood read,
    ByteRoom.Share share) {

  /// The longest answer for whoever set no limit: above what clients ask for themselves, and far
  /// below what the largest models could write.
  private static final long OUTPUT_UNLESS_SAID = 32_000;

  PaidRequest asks() {
    return read.request();
  }

  /// With a limit to its answer, which every call needs.
  LimitedOrder limited(ModelPrice model) {
    OutputLimit said = read.limit();
    boolean isHeeded = !said.saidAs().isEmpty() && endpoint.isHeeded(said.saidAs(), model);
    long tokens =
        said.tokens() > 0
            ? said.tokens()
            : key.ruled().capped(Math.min(OUTPUT_UNLESS_SAID, model.limits().maxOutput()));
    return new LimitedOrder(
        this, isHeeded ? said.saidAs() : endpoint.outputField(model), tokens, tokens);
  }
}
