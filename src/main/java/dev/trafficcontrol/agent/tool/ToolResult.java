package dev.trafficcontrol.agent.tool;

/// What came of a tool's use, for the model.
public record ToolResult(Outcome outcome, String text) {

  /// Whether it was done.
  public enum Outcome {
    DONE,
    FAILED
  }

  static ToolResult done(String text) {
    return new ToolResult(Outcome.DONE, text);
  }

  /// The model sees it marked as an error.
  public static ToolResult failed(String why) {
    return new ToolResult(Outcome.FAILED, why);
  }
}
