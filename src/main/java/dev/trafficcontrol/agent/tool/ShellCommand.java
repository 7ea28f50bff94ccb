package dev.trafficcontrol.agent.tool;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// A command at work, and all that it started, which ends with it: at its own end, when its time is
/// up, and when a signal ends the agent.
final class ShellCommand {

  private static final int MOST_BYTES_EACH = 16_000;
  private static final int PIECE = 8_192;

  /// How long the last of what was printed may take to arrive once nobody can print any more.
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /// Part of util-linux. Without it, what leaves the family is found by its mark alone.
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /// What came of a command.
  ///
  /// @param exit its status; empty where the time was up first
  /// @param printed its output, errors among the rest as they came
  record Ended(OptionalInt exit, String printed) {}

  private final Process process;
  private final CommandFamily family;
  private final HeadAndTail output = new HeadAndTail(MOST_BYTES_EACH);
  private final Thread reader;
  private final Thread atExit;

  private ShellCommand(Process process, CommandFamily family) {
    this.process = process;
    this.family = family;
    this.reader = Thread.ofPlatform().daemon().name("command-output").start(this::read);
    this.atExit = Thread.ofPlatform().unstarted(family::end);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static Ended run(String text, Path directory, Map<String, String> environment, Duration limit)
      throws IOException {
    ShellCommand command = start(text, directory, environment);
    OptionalInt exit;
    try {
      exit = command.await(limit);
    } finally {
      command.end();
    }
    return new Ended(exit, command.output.text());
  }

  private static ShellCommand start(String text, Path directory, Map<String, String> environment)
      throws IOException {
    String mark = UUID.randomUUID().toString();
    List<String> line = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      line.add(SETSID.toString());
    }
    line.addAll(List.of("sh", "-c", text));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put(CommandFamily.MARK, mark);
    Process process = builder.start();
    return new ShellCommand(process, new CommandFamily(process.toHandle(), mark));
  }

  private OptionalInt await(Duration limit) throws IOException {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
          ? OptionalInt.of(process.exitValue())
          : OptionalInt.empty();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a command was at work", ended);
    }
  }

  private void read() {
    byte[] piece = new byte[PIECE];
    try (InputStream in = process.getInputStream()) {
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        output.add(piece, length);
      }
    } catch (IOException closed) {
      // The process is gone: what came until here is all there is.
    }
  }

  private void end() {
    family.end();
    try {
      reader.join(LAST_WORDS);
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException shuttingDown) {
      // The hook is at work already.
    }
  }
}
