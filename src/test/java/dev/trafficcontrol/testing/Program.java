package dev.trafficcontrol.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A program of others that some tests drive.
public enum Program {
  /// Tried with what the sandbox rests on: some containers have it but forbid namespaces.
  BUBBLEWRAP(
      "bwrap",
      "--ro-bind / / --unshare-pid --proc /proc true",
      "install your system's package bubblewrap, and allow user namespaces"),
  CLAUDE_CODE(
      "claude",
      "--version",
      "npm install -g @anthropic-ai/claude-code, or set TRAFFICCONTROL_CLAUDE to its path",
      "TRAFFICCONTROL_CLAUDE"),
  CODEX(
      "codex",
      "--version",
      "npm install -g @openai/codex, or set TRAFFICCONTROL_CODEX to its path",
      "TRAFFICCONTROL_CODEX"),
  /// Node, with the SDKs of both providers where `TRAFFICCONTROL_NODE_MODULES` says.
  NODE_SDKS(
      "node",
      "-e require('openai');require('@anthropic-ai/sdk')",
      "npm install --prefix DIR openai @anthropic-ai/sdk, and set TRAFFICCONTROL_NODE_MODULES to DIR/node_modules"),
  PROMTOOL("promtool", "--version", "install your system's package prometheus"),
  PERL("perl", "-MIO::Socket::INET -e 1", "install your system's package perl"),
  SYSTEMD("systemd-analyze", "--version", "install your system's package systemd"),
  PYTHON("python3", "--version", "install your system's package python3"),
  CHROMIUM("chromium", "--version", "install your system's package chromium"),
  /// A disk of its own for a test: needs root, and a container that allows it.
  MOUNT(
      "unshare",
      "--mount mount -t tmpfs tmpfs /mnt",
      "run the tests as root, where mounting is allowed");

  private static final int TRIAL_SECONDS = 30;
  private static final ConcurrentHashMap<Program, Boolean> TRIED = new ConcurrentHashMap<>();

  private final String command;
  private final String trial;
  private final String howToGet;
  private final @Nullable String variable;

  Program(String command, String trial, String howToGet) {
    this(command, trial, howToGet, null);
  }

  /// @param variable the one that may say where it is
  Program(String command, String trial, String howToGet, @Nullable String variable) {
    this.command = command;
    this.trial = trial;
    this.howToGet = howToGet;
    this.variable = variable;
  }

  /// Where Node's SDKs are.
  public static String nodeModules() {
    return System.getenv().getOrDefault("TRAFFICCONTROL_NODE_MODULES", "");
  }

  public String howToGet() {
    return howToGet;
  }

  /// Where it is; fails where it is not, which [Needs] has ruled out.
  public Path path() {
    return find().orElseThrow(() -> new IllegalStateException(this + ": " + howToGet));
  }

  /// Found, and a trial of it ends well.
  public boolean works() {
    return TRIED.computeIfAbsent(this, program -> program.find().map(this::tryOut).orElse(false));
  }

  private Optional<Path> find() {
    String told = variable == null ? null : System.getenv(variable);
    if (told != null) {
      return Optional.of(Path.of(told)).filter(Files::isExecutable);
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private boolean tryOut(Path program) {
    List<String> line = new ArrayList<>(List.of(trial.split(" ")));
    line.addFirst(program.toString());
    try {
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("NODE_PATH", nodeModules());
      Process process = builder.start();
      try {
        return process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
