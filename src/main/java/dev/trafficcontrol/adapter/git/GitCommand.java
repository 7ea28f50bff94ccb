package dev.trafficcontrol.adapter.git;

import dev.trafficcontrol.run.WorkplaceFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Runs `git` with a list of arguments, never through a shell, in an environment of its own, for a
/// bounded time and a bounded answer.
final class GitCommand {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LARGEST_ANSWER = 64 << 20;
  static final byte[] NO_INPUT = new byte[0];

  /// Keeps every byte as one character.
  static final Charset BYTES = StandardCharsets.ISO_8859_1;

  /// What git would execute, or ask, on somebody else's word. Filters are named by the repository,
  /// see [Filters].
  private static final List<String> HARMLESS =
      List.of(
          "core.hooksPath=/dev/null",
          "core.fsmonitor=false",
          "core.untrackedCache=false",
          "submodule.recurse=false",
          "diff.ignoreSubmodules=all",
          "gc.auto=0",
          "maintenance.auto=false",
          "core.quotePath=false",
          "advice.detachedHead=false");

  /// What git said.
  ///
  /// @param output one character per byte, because names of files need not be text
  record Answer(int exit, String output, String errors) {

    String text() {
      return new String(output.getBytes(BYTES), StandardCharsets.UTF_8).strip();
    }

    /// What `-z` lists.
    List<String> items() {
      return Arrays.stream(output.split("\0")).filter(item -> !item.isEmpty()).toList();
    }
  }

  private final List<String> settings;
  private final Map<String, String> identity;

  GitCommand() {
    this(HARMLESS, Map.of());
  }

  private GitCommand(List<String> settings, Map<String, String> identity) {
    this.settings = List.copyOf(settings);
    this.identity = Map.copyOf(identity);
  }

  GitCommand with(List<String> moreSettings) {
    List<String> all = new ArrayList<>(settings);
    all.addAll(moreSettings);
    return new GitCommand(all, identity);
  }

  GitCommand as(Map<String, String> authorAndCommitter) {
    return new GitCommand(settings, authorAndCommitter);
  }

  /// The answer's text; throws [WorkplaceFailed] where git refuses.
  String text(List<String> arguments) {
    return demand(arguments, NO_INPUT).text();
  }

  List<String> items(List<String> arguments) {
    return demand(arguments, NO_INPUT).items();
  }

  Answer demand(List<String> arguments, byte[] input) {
    Answer answer = ask(arguments, input);
    if (answer.exit() != 0) {
      throw new WorkplaceFailed("git " + subcommand(arguments) + ": " + answer.errors());
    }
    return answer;
  }

  /// Empty where git answers with a failure.
  Optional<String> maybe(List<String> arguments) {
    Answer answer = ask(arguments, NO_INPUT);
    return answer.exit() == 0 ? Optional.of(answer.text()) : Optional.empty();
  }

  Answer ask(List<String> arguments, byte[] input) {
    List<String> command = new ArrayList<>(List.of("git", "--no-pager", "--literal-pathspecs"));
    settings.forEach(setting -> command.addAll(List.of("-c", setting)));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    try {
      Process process = builder.start();
      CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      return converse(process, arguments, input);
    } catch (IOException missing) {
      throw new WorkplaceFailed("git can't be started: " + missing.getMessage(), missing);
    }
  }

  private static Answer converse(Process process, List<String> arguments, byte[] input) {
    Executor threads = Thread::startVirtualThread;
    CompletableFuture<byte[]> errors =
        CompletableFuture.supplyAsync(() -> read(process.getErrorStream()), threads);
    threads.execute(() -> write(process.getOutputStream(), input));
    try {
      byte[] output = read(process.getInputStream());
      if (output.length == LARGEST_ANSWER) {
        throw new WorkplaceFailed("git " + subcommand(arguments) + " answers too much");
      }
      int exit = process.waitFor();
      return new Answer(
          exit,
          new String(output, BYTES),
          new String(errors.join(), StandardCharsets.UTF_8).strip());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new WorkplaceFailed("git " + subcommand(arguments) + " was interrupted", stopped);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String subcommand(List<String> arguments) {
    int from = arguments.getFirst().equals("-C") ? 2 : 0;
    return arguments.stream()
        .skip(from)
        .filter(word -> !word.startsWith("-"))
        .findFirst()
        .orElse("");
  }

  private static byte[] read(InputStream stream) {
    try (stream) {
      return stream.readNBytes(LARGEST_ANSWER);
    } catch (IOException broken) {
      throw new UncheckedIOException("git's answer can't be read", broken);
    }
  }

  private static void write(OutputStream stream, byte[] input) {
    try (stream) {
      stream.write(input);
    } catch (IOException notWanted) {
      // git ended before it had read everything: its exit code says why.
    }
  }

  private Map<String, String> environment() {
    Map<String, String> own = System.getenv();
    Map<String, String> environment = new HashMap<>(identity);
    environment.put("PATH", own.getOrDefault("PATH", "/usr/bin:/bin"));
    // The owner's own configuration is read, for safe.directory and the identity in it.
    environment.put("HOME", own.getOrDefault("HOME", "/"));
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_OPTIONAL_LOCKS", "0");
    return environment;
  }
}
