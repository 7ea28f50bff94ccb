package dev.trafficcontrol.agent.tool;

import dev.trafficcontrol.agent.tool.ToolSchema.Parameter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Replaces one piece of a file. A piece that is there twice is not replaced: which of them was
/// meant would be a guess.
record EditFile(Worktree worktree) implements Tool {

  private static final ToolSchema SCHEMA =
      new ToolSchema(
          "edit_file",
          "Replaces a piece of a text file. The piece must be in the file exactly once, letter for letter.",
          List.of(
              Parameter.text("path", "The file, relative to the repository."),
              Parameter.text("old", "The piece to replace, with enough around it to be unique."),
              Parameter.text("new", "What takes its place; empty to take it out.")));

  @Override
  public ToolSchema schema() {
    return SCHEMA;
  }

  @Override
  public ToolResult carryOut(ToolInput input) throws IOException {
    String path = input.text("path");
    String old = input.text("old");
    if (old.isEmpty()) {
      throw new UnusableInput("'old' is empty: say which piece to replace");
    }
    String text = exact(path);
    int at = text.indexOf(old);
    if (at < 0) {
      throw new UnusableInput(
          "the piece is not in '%s': read the file and copy it letter for letter".formatted(path));
    }
    if (text.indexOf(old, at + 1) >= 0) {
      throw new UnusableInput(
          "the piece is in '%s' more than once: give more of what is around it".formatted(path));
    }
    worktree.write(
        path, text.substring(0, at) + input.text("new") + text.substring(at + old.length()));
    return ToolResult.done("Edited.");
  }

  /// Written back, a file that is no UTF-8 would lose what could not be read of it.
  private String exact(String path) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(worktree.bytes(path)))
          .toString();
    } catch (CharacterCodingException binary) {
      throw new UnusableInput("'" + path + "' is not UTF-8 text: change it with a command");
    }
  }
}
