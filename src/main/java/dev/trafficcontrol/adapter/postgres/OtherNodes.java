package dev.trafficcontrol.adapter.postgres;

/// How much the other nodes write: where it is much, it is read before a turn and not within.
final class OtherNodes {

  /// Events that are worth one more question to the server.
  private static final long MUCH = 64;

  private volatile long lately;

  /// @param events that they wrote since this node looked last
  void wrote(long events) {
    lately = (lately + events) / 2;
  }

  boolean areBusy() {
    return lately >= MUCH;
  }
}
