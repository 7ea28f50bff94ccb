package dev.trafficcontrol.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A main class of the tests in a process of its own.
record ChildJvm(Process process) implements AutoCloseable {

  static ChildJvm start(Class<?> main, List<String> arguments, Path errors) throws IOException {
    return start(main, arguments, Map.of("PATH", System.getenv("PATH")), errors);
  }

  /// @param environment all of it
  static ChildJvm start(
      Class<?> main, List<String> arguments, Map<String, String> environment, Path errors)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add(
        "-Djava.util.logging.config.file="
            + System.getProperty("java.util.logging.config.file", ""));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start());
  }

  /// Reads what it prints up to that line; false where it ended before.
  boolean says(String line) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String said = output.readLine();
    while (said != null && !said.equals(line)) {
      said = output.readLine();
    }
    return said != null;
  }

  /// The first group of the first line it prints that matches.
  String says(Pattern line) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String said = output.readLine();
    while (said != null) {
      Matcher match = line.matcher(said);
      if (match.matches()) {
        return match.group(1);
      }
      said = output.readLine();
    }
    throw new IOException("it ended without saying " + line);
  }

  /// Waits for its end; kills it where it lives longer. Returns whether it ended by itself.
  boolean endsWithin(long millis) throws InterruptedException {
    boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
    close();
    return ended;
  }

  /// `kill -9`.
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
