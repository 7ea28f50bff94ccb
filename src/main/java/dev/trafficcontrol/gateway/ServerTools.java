package dev.trafficcontrol.gateway;

/// What tools that run at the provider may add to a call.
///
/// @param maxSearches paid web searches, at most
/// @param maxUses uses of such tools, at most
record ServerTools(int maxSearches, int maxUses) {

  static final ServerTools NONE = new ServerTools(0, 0);

  /// Samplings after which the provider itself pauses a turn (Anthropic's documentation of
  /// `pause_turn`: 10 by default).
  private static final int PROVIDERS_LOOPS = 10;

  ServerTools plus(ServerTools more) {
    return new ServerTools(
        Math.addExact(maxSearches, more.maxSearches), Math.addExact(maxUses, more.maxUses));
  }

  /// Times the model may be sampled again, at most. A use too many is answered with an error, and
  /// the model then sampled again, so that `max_uses` alone does not bound it.
  int maxLoops() {
    return mayGrow() ? Math.max(maxUses, PROVIDERS_LOOPS) : 0;
  }

  /// Whether the usage in the first event can still grow.
  boolean mayGrow() {
    return maxUses > 0;
  }
}
