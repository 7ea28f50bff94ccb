package dev.trafficcontrol.adapter.desktop;

import dev.trafficcontrol.alert.AlertSink;
import dev.trafficcontrol.alert.AlertWords;
import dev.trafficcontrol.alert.Message;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Starts a command with two more arguments, the subject and the text, and with the text as its
/// input.
///
/// What an alert says may come from an agent: it reaches no shell, and begins with no dash. The
/// program is the owner's; it runs with the daemon's rights, and with those of the daemon's
/// variables that hold no secret.
public final class CommandSink implements AlertSink {

  /// In bytes: arguments have to fit into what the system takes.
  private static final int LONGEST = 8_000;

  private static final Duration END_WITHIN = Duration.ofSeconds(2);

  private final List<String> command;
  private final List<String> variables;
  private final Duration within;

  /// @param variables names of those that the command gets; all others are kept from it
  public CommandSink(List<String> command, List<String> variables, Duration within) {
    this.command = List.copyOf(command);
    this.variables = List.copyOf(variables);
    this.within = within;
  }

  @Override
  public Outcome deliver(Message message) throws InterruptedException {
    String text = AlertWords.text(message);
    @Nullable Path input = null;
    try {
      input = Files.createTempFile("trafficcontrol-alert", ".txt");
      Files.writeString(input, text);
      return run(start(AlertWords.subject(message), text, input.toFile()));
    } catch (IOException missing) {
      return new Outcome.Refused(
          "'"
              + command.getFirst()
              + "' can't be started: "
              + String.valueOf(missing.getMessage()).strip(),
          "correct the command of the target");
    } finally {
      delete(input);
    }
  }

  private static void delete(@Nullable Path input) {
    if (input != null) {
      input.toFile().delete();
    }
  }

  private Process start(String subject, String text, File input) throws IOException {
    List<String> words = new ArrayList<>(command);
    Stream.of(subject, text).map(CommandSink::argument).forEach(words::add);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectInput(input)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(variables);
    return builder.start();
  }

  private Outcome run(Process process) throws InterruptedException {
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Outcome.Later(
            "'" + command.getFirst() + "' did not end within " + within.toSeconds() + " s");
      }
      int status = process.exitValue();
      return status == 0
          ? new Outcome.Delivered()
          : new Outcome.Later("'" + command.getFirst() + "' ended with status " + status);
    } finally {
      end(process);
    }
  }

  private static void end(Process process) throws InterruptedException {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /// No option, no zero byte, no more than the system takes.
  private static String argument(String text) {
    String plain = text.replace('\0', ' ');
    String harmless = plain.startsWith("-") ? " " + plain : plain;
    return harmless.getBytes(StandardCharsets.UTF_8).length <= LONGEST
        ? harmless
        : harmless.substring(0, LONGEST / 4) + "…";
  }
}
