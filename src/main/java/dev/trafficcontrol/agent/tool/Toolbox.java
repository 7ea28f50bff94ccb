package dev.trafficcontrol.agent.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All the tools, over one worktree.
public final class Toolbox {

  private final List<Tool> tools;

  /// @param root the worktree
  /// @param environment the agent's own; commands get it without its secrets
  public Toolbox(Path root, Map<String, String> environment) {
    Worktree worktree = new Worktree(root);
    this.tools =
        List.of(
            new ReadFile(worktree),
            new WriteFile(worktree),
            new EditFile(worktree),
            new FindFiles(worktree),
            new RunCommand(root, CommandEnvironment.of(environment)));
  }

  public List<ToolSchema> schemas() {
    return tools.stream().map(Tool::schema).toList();
  }

  /// What came of it, also what went wrong: nothing the model asks for ends the agent.
  public ToolResult carryOut(String name, ToolInput input) {
    @Nullable Tool tool = named(name);
    if (tool == null) {
      return ToolResult.failed("There is no tool " + name + ".");
    }
    try {
      return tool.carryOut(input);
    } catch (UnusableInput unusable) {
      return ToolResult.failed("Failed: " + unusable.getMessage());
    } catch (IOException broken) {
      // The type says what the message does not: a NoSuchFileException's is only the path.
      return ToolResult.failed("Failed: " + broken);
    }
  }

  private @Nullable Tool named(String name) {
    for (Tool tool : tools) {
      if (tool.schema().name().equals(name)) {
        return tool;
      }
    }
    return null;
  }
}
