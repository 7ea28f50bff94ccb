package dev.trafficcontrol.adapter.sandbox;

import dev.trafficcontrol.run.CommandLine;
import dev.trafficcontrol.run.Program;
import dev.trafficcontrol.run.Walls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Finds out by trying whether agents can be sandboxed here: the same command line as for a real
/// run, around `true`.
public final class SandboxProbe {

  private static final int PATIENCE_SECONDS = 10;
  private static final String FIX =
      "install bubblewrap 0.8 or newer (Debian and Ubuntu: apt install bubblewrap) and allow"
          + " unprivileged user namespaces";

  /// What was found.
  public sealed interface Finding {

    record Available(BubblewrapSandbox sandbox) implements Finding {}

    /// @param why what happened when it was tried
    /// @param fix what the owner can do
    record Unavailable(String why, String fix) implements Finding {}
  }

  private SandboxProbe() {}

  /// @param bwrap the program, by name or path
  public static Finding probe(String bwrap) {
    Optional<Path> program = find(bwrap);
    if (program.isEmpty()) {
      return new Finding.Unavailable("there is no " + bwrap + " on the PATH", FIX);
    }
    BubblewrapSandbox sandbox = new BubblewrapSandbox(program.get().toString());
    return trial(sandbox)
        .<Finding>map(why -> new Finding.Unavailable(why, FIX))
        .orElseGet(() -> new Finding.Available(sandbox));
  }

  /// Named absolutely, because it is started in the worktree: a folder of the PATH that is relative
  /// (`./node_modules/.bin`) would be the agent's to fill there.
  private static Optional<Path> find(String bwrap) {
    Stream<Path> places =
        bwrap.contains("/")
            ? Stream.of(Path.of(bwrap).toAbsolutePath())
            : Stream.of(environment().getOrDefault("PATH", "").split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, bwrap));
    return places.filter(Files::isExecutable).findFirst();
  }

  private static Optional<String> trial(BubblewrapSandbox sandbox) {
    Program nothing = new Program(List.of("true"), environment(), List.of(), Optional.empty());
    CommandLine command = sandbox.confine(nothing, new Walls("/", List.of(), List.of(), List.of()));
    ProcessBuilder builder = new ProcessBuilder(command.arguments()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of("bubblewrap hung for " + PATIENCE_SECONDS + " s");
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? Optional.empty() : Optional.of(said.strip());
    } catch (IOException missing) {
      return Optional.of("bubblewrap can't be started: " + missing.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted while it was tried");
    }
  }

  private static Map<String, String> environment() {
    return Map.of("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
  }
}
