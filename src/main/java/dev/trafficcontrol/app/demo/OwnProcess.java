package dev.trafficcontrol.app.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A main class of this program, to be run by this JVM's own program and class path.
///
/// @param folder the one it is started in
record OwnProcess(
    String mainClass, List<String> arguments, Path folder, Map<String, String> environment) {

  private static final String COMMANDS = "dev.trafficcontrol.app.Main";

  /// A command as a person would give it.
  static OwnProcess command(List<String> arguments, Path folder, Map<String, String> environment) {
    return new OwnProcess(COMMANDS, arguments, folder, environment);
  }

  /// Ready to start: standard input closed, everything else as the caller wants it.
  ProcessBuilder builder() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", classPath(), mainClass));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().keySet().removeIf(OwnProcess::isOurs);
    builder.environment().putAll(environment);
    return builder;
  }

  /// Absolute, as the process is started in another folder.
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Settings and keys of the user's own have no business in the demo.
  private static boolean isOurs(String variable) {
    return variable.startsWith("TRAFFICCONTROL_")
        || variable.startsWith("ANTHROPIC_")
        || variable.endsWith("_SESSION_LIMIT");
  }

  /// Its exit status, with its output on this process's.
  int runInherited() {
    ProcessBuilder builder = builder();
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return await(start(builder));
  }

  /// Its output; throws [DemoFailed] with what it said where it fails.
  String output() {
    ProcessBuilder builder = builder();
    builder.redirectErrorStream(true);
    Process process = start(builder);
    try {
      String said =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (await(process) != 0) {
        throw new DemoFailed("'" + String.join(" ", arguments) + "' failed: " + said.strip());
      }
      return said;
    } catch (IOException broken) {
      throw new DemoFailed("'" + String.join(" ", arguments) + "' broke off", broken);
    }
  }

  static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException failed) {
      throw new DemoFailed(
          "a process of the demo can't be started: " + failed.getMessage(), failed);
    }
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException stopped) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new DemoFailed("the demo was interrupted", stopped);
    }
  }
}
