package dev.trafficcontrol.app.config;

/// What keeps agents in.
public enum Isolation {
  /// Bubblewrap; where it can't be had, nothing starts.
  SANDBOX,
  /// Nothing: contains accidents only. The owner said so.
  NONE;

  static Isolation parse(String text) {
    return switch (text) {
      case "sandbox" -> SANDBOX;
      case "none" -> NONE;
      default -> throw new IllegalArgumentException("'" + text + "' is neither sandbox nor none");
    };
  }
}
