package dev.trafficcontrol.app.config;

/// Whether a home may spend with a key that another home spends with: each knows its own budgets
/// only.
public enum OtherHomes {
  REFUSE,
  ALLOW;

  static OtherHomes parse(String text) {
    return switch (text) {
      case "refuse" -> REFUSE;
      case "allow" -> ALLOW;
      default -> throw new IllegalArgumentException("'" + text + "' is neither refuse nor allow");
    };
  }
}
