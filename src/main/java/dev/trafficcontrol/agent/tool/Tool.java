package dev.trafficcontrol.agent.tool;

import java.io.IOException;

/// One thing the model may ask for.
public sealed interface Tool permits ReadFile, WriteFile, EditFile, FindFiles, RunCommand {

  /// What the model is told of it.
  ToolSchema schema();

  /// Does it, and says to the model what came of it.
  ///
  /// @throws UnusableInput if it can't be done as it was asked for
  /// @throws IOException if the file system or a process fails
  ToolResult carryOut(ToolInput input) throws IOException;
}
