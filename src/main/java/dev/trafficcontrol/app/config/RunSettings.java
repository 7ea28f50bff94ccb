package dev.trafficcontrol.app.config;

import dev.trafficcontrol.key.Lowering;
import java.util.Map;

/// How runs of the queue are let work.
///
/// @param agents that they can be given to, by name
/// @param lowering what becomes of their calls that the budgets don't afford
public record RunSettings(
    Isolation isolation, Lowering lowering, Map<String, AgentSettings> agents) {

  static Lowering lowering(String text) {
    return switch (text) {
      case "never" -> Lowering.NEVER;
      case "to-budget" -> Lowering.TO_BUDGET;
      default ->
          throw new IllegalArgumentException("'" + text + "' is neither never nor to-budget");
    };
  }

  /// As it is set.
  public String loweringText() {
    return switch (lowering) {
      case NEVER -> "never";
      case TO_BUDGET -> "to-budget";
    };
  }
}
