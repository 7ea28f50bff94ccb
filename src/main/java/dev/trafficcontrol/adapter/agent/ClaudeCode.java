package dev.trafficcontrol.adapter.agent;

import dev.trafficcontrol.run.Agent;
import dev.trafficcontrol.run.Assignment;
import dev.trafficcontrol.run.Program;
import dev.trafficcontrol.run.ResultReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Claude Code without a terminal.
///
/// The task is its standard input: text that begins with a dash is no option there, and length has
/// no bound of the kernel's. What it may do inside of the sandbox is allowed beforehand, since
/// nobody is there to ask; permissions are not skipped altogether, which it refuses to do as root.
/// Its own bounds on turns, retries and output are set, and never relied on.
public final class ClaudeCode implements Agent {

  /// Anthropic's tool for searching costs money beside tokens and can't be bounded beforehand.
  private static final String FORBIDDEN = "WebSearch";

  private static final String ALLOWED =
      "Bash,Edit,Write,Read,Glob,Grep,NotebookEdit,TodoWrite,Task";

  private static final String HOUSE_RULES =
      "You work unattended in a git worktree of your own. Leave your result in its files: they are"
          + " committed for you when you end, so do not commit, push or switch branches. Nobody"
          + " answers questions; where something is open, choose and say so.";

  private final String command;
  private final ClaudeCodeLimits limits;
  private final Map<String, String> environment;

  /// @param command the program, by name or path
  /// @param environment what every program of a run may have
  public ClaudeCode(String command, ClaudeCodeLimits limits, Map<String, String> environment) {
    this.command = command;
    this.limits = limits;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Optional<String> problem() {
    return found().isPresent()
        ? Optional.empty()
        : Optional.of(
            "there is no program '"
                + command
                + "': npm install -g @anthropic-ai/claude-code, or set its path");
  }

  @Override
  public List<String> arguments(String model, String session) {
    return List.of(
        file().toString(),
        "--print",
        "--output-format",
        "stream-json",
        "--verbose",
        "--model",
        model,
        "--max-turns",
        Integer.toString(limits.turns()),
        "--session-id",
        session,
        "--permission-mode",
        "acceptEdits",
        "--allowedTools",
        ALLOWED,
        "--disallowedTools",
        FORBIDDEN,
        "--append-system-prompt",
        HOUSE_RULES);
  }

  @Override
  public Program program(Assignment assignment) {
    TaskFile.write(assignment);
    return new Program(
        arguments(assignment.model(), assignment.session()),
        environmentFor(assignment),
        List.of(ProgramFile.origin(file()).toString()),
        Optional.of(assignment.place().taskFile()));
  }

  private Map<String, String> environmentFor(Assignment assignment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("HOME", assignment.place().home());
    // A settings file's "env" would beat what is set here: so it gets a folder without one.
    all.put("CLAUDE_CONFIG_DIR", assignment.place().home() + "/.claude");
    all.put("ANTHROPIC_BASE_URL", assignment.endpoint().gateway().toString());
    all.put("ANTHROPIC_AUTH_TOKEN", assignment.endpoint().key().reveal());
    all.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
    all.put("CLAUDE_CODE_DISABLE_NONSTREAMING_FALLBACK", "1");
    all.put("CLAUDE_CODE_MAX_OUTPUT_TOKENS", Integer.toString(limits.outputTokens()));
    all.put("CLAUDE_CODE_MAX_RETRIES", Integer.toString(limits.retries()));
    all.put("CLAUDE_CODE_MAX_SUBAGENT_SPAWN_DEPTH", "1");
    all.put("DISABLE_TELEMETRY", "1");
    all.put("DISABLE_ERROR_REPORTING", "1");
    all.put("DISABLE_AUTOUPDATER", "1");
    // Its own word for "somebody else contains me".
    all.put("IS_SANDBOX", "1");
    return all;
  }

  private Path file() {
    return ProgramFile.real(found().orElse(Path.of(command)));
  }

  private Optional<Path> found() {
    return ProgramFile.find(command, environment.getOrDefault("PATH", ""));
  }

  @Override
  public ResultReader reader() {
    return new ClaudeCodeResult();
  }
}
