package dev.trafficcontrol.app.config;

/// A text that is never printed by accident.
public final class Secret {

  private final String text;

  public Secret(String text) {
    this.text = text;
  }

  /// For the one place that needs it.
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "***";
  }
}
