package dev.trafficcontrol.pricing;

/// The longest-lived cache write that a request asks for.
public enum Caching {
  NONE,
  FIVE_MINUTES,
  ONE_HOUR
}
