package dev.trafficcontrol.agent.tool;

import dev.trafficcontrol.agent.tool.ToolSchema.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Runs what the model wrote, by a shell, in the worktree. Nothing here judges the command: what it
/// may reach is what the run's sandbox shows it.
///
/// @param environment see [CommandEnvironment]
record RunCommand(Path root, Map<String, String> environment) implements Tool {

  private static final int USUAL_SECONDS = 120;

  /// Below the ten silent minutes after which a run is taken for stuck.
  private static final int MOST_SECONDS = 480;

  private static final ToolSchema SCHEMA =
      new ToolSchema(
          "run_command",
          "Runs a command by sh -c in the repository and shows what it prints and its exit status."
              + " Standard input is empty. What it leaves running is ended with it.",
          List.of(
              Parameter.text("command", "The command, as for a POSIX shell."),
              Parameter.optionalNumber(
                  "timeout_seconds",
                  "After how many seconds it is ended, %d at most; %d if not given."
                      .formatted(MOST_SECONDS, USUAL_SECONDS))));

  @Override
  public ToolSchema schema() {
    return SCHEMA;
  }

  @Override
  public ToolResult carryOut(ToolInput input) throws IOException {
    String text = input.text("command");
    if (text.indexOf('\0') >= 0) {
      throw new UnusableInput("a command has no null character");
    }
    int seconds = input.number("timeout_seconds", USUAL_SECONDS, 1, MOST_SECONDS);
    ShellCommand.Ended ended =
        ShellCommand.run(text, root, environment, Duration.ofSeconds(seconds));
    if (ended.exit().isEmpty()) {
      return ToolResult.failed(
          "Ended after %d seconds, with all it had started.%n%s"
              .formatted(seconds, ended.printed()));
    }
    int exit = ended.exit().getAsInt();
    String said = "Exit status " + exit + ".\n" + ended.printed();
    return exit == 0 ? ToolResult.done(said) : ToolResult.failed(said);
  }
}
