package dev.trafficcontrol.agent.tool;

import dev.trafficcontrol.agent.tool.ToolSchema.Parameter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// Shows a text file, or some of its lines.
record ReadFile(Worktree worktree) implements Tool {

  /// Characters: what a model can take in at once without losing sight of its task.
  private static final int MOST_CHARACTERS = 100_000;

  private static final ToolSchema SCHEMA =
      new ToolSchema(
          "read_file",
          "Reads a text file of the repository. Of a long one, ask for the lines you need.",
          List.of(
              Parameter.text("path", "The file, relative to the repository."),
              Parameter.optionalNumber("from_line", "The first line to show, counted from 1."),
              Parameter.optionalNumber("lines", "How many lines to show.")));

  @Override
  public ToolSchema schema() {
    return SCHEMA;
  }

  @Override
  public ToolResult carryOut(ToolInput input) throws IOException {
    int from = input.number("from_line", 1, 1, Integer.MAX_VALUE);
    int lines = input.number("lines", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    // What is no UTF-8 is shown with marks for what can't be read.
    String text = new String(worktree.bytes(input.text("path")), StandardCharsets.UTF_8);
    boolean isWhole = from == 1 && lines == Integer.MAX_VALUE;
    return ToolResult.done(shortened(isWhole ? text : part(text, from, lines)));
  }

  private static String part(String text, int from, int lines) {
    return text.lines().skip(from - 1L).limit(lines).collect(Collectors.joining("\n"));
  }

  private static String shortened(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return text;
    }
    return "%s%n(cut after %d of %d characters: ask for lines from later on)"
        .formatted(text.substring(0, MOST_CHARACTERS), MOST_CHARACTERS, text.length());
  }
}
