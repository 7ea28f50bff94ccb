package dev.trafficcontrol.gateway;

/// What tools that run at the provider may add to a call.
///
/// @param maxSearches paid web searches, at most
/// @param maxLoops times the model may be sampled again, at most: the sum of `max_uses`
record ServerTools(int maxSearches, int maxLoops) {

  static final ServerTools NONE = new ServerTools(0, 0);

  ServerTools plus(ServerTools more) {
    return new ServerTools(
        Math.addExact(maxSearches, more.maxSearches), Math.addExact(maxLoops, more.maxLoops));
  }

  /// Whether the usage in the first event can still grow.
  boolean mayGrow() {
    return maxLoops > 0;
  }
}
