package dev.trafficcontrol.gateway;

/// What a prompt counts when it is sent again as the beginning of another one.
enum Recount {
  /// At most what it counted before.
  SAME,
  /// Perhaps more: parts were cleared that may come back, or lie where the body does not hold them
  /// and somebody may change them, such as behind a URL.
  MAY_GROW;

  Recount and(Recount other) {
    return this == SAME ? other : this;
  }
}
