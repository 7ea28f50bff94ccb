package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The program as the daemon of a home, in a process of its own.
final class DaemonProcess implements AutoCloseable {

  private static final Pattern LISTENS = Pattern.compile("listens on (http://127.0.0.1:[0-9]+)");

  /// Far more than it takes, on a machine that is busy.
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path said;
  private final String firstLine;

  private DaemonProcess(Process process, Path said, String firstLine) {
    this.process = process;
    this.said = said;
    this.firstLine = firstLine;
  }

  /// Starts it and waits for its first line, or its end.
  static DaemonProcess start(Shell shell) throws IOException {
    return start(shell, new String[] {"-XX:+UseSerialGC"});
  }

  /// @param options of its JVM
  static DaemonProcess start(Shell shell, String... options) throws IOException {
    Path said = Files.createTempFile(shell.home().directory().getParent(), "daemon", ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("gateway", "--home", shell.home().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(shell.environment());
    Process process = builder.redirectError(said.toFile()).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    return new DaemonProcess(process, said, line == null ? "" : line);
  }

  URI gateway() throws IOException {
    Matcher listens = LISTENS.matcher(firstLine);
    assertThat(listens.find()).as("'%s' %s", firstLine, Files.readString(said)).isTrue();
    return URI.create(listens.group(1));
  }

  /// Waits for its end. What it printed for people is in the result.
  Shell.Result ended() throws IOException, InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    return new Shell.Result(process.exitValue(), firstLine, Files.readString(said));
  }

  /// SIGTERM
  void signal() {
    process.destroy();
  }

  /// `kill -9`
  void killHard() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
