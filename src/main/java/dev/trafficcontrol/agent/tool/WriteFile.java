package dev.trafficcontrol.agent.tool;

import dev.trafficcontrol.agent.tool.ToolSchema.Parameter;
import java.io.IOException;
import java.util.List;

/// Writes a whole file.
record WriteFile(Worktree worktree) implements Tool {

  private static final ToolSchema SCHEMA =
      new ToolSchema(
          "write_file",
          "Writes a text file of the repository, replacing what it held. Folders are made as needed.",
          List.of(
              Parameter.text("path", "The file, relative to the repository."),
              Parameter.text("content", "All that the file is to hold.")));

  @Override
  public ToolSchema schema() {
    return SCHEMA;
  }

  @Override
  public ToolResult carryOut(ToolInput input) throws IOException {
    worktree.write(input.text("path"), input.text("content"));
    return ToolResult.done("Written.");
  }
}
