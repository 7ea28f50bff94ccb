package dev.trafficcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./trafficctl`, in a project whose build makes a program that tells how it was called.
class LauncherTest {

  private static final String TELLS_HOW_IT_WAS_CALLED =
      """
      public class Main {
        public static void main(String[] args) {
          for (String arg : args) {
            System.out.println("[" + arg + "]");
          }
          var flags = java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments();
          System.out.println("serial " + flags.contains("-XX:+UseSerialGC"));
          System.out.println("cache " + flags.toString().contains("-XX:AOTCache="));
          System.exit(args.length > 0 && args[0].equals("--help") ? 0 : 7);
        }
      }
      """;

  private static final String BUILD =
      """
      #!/bin/sh
      set -eu
      echo built >> builds
      if [ -e broken ]; then echo "Money.java: no such symbol"; exit 1; fi
      mkdir -p target/lib target/made
      "$JAVA_HOME/bin/javac" -d target/made src/main/Main.java
      "$JAVA_HOME/bin/jar" --create --file target/trafficcontrol.jar --main-class Main -C target/made .
      """;

  @TempDir private Path folder;
  private Path project;

  private record Outcome(int exit, String out, String err) {}

  @BeforeEach
  void lay_out_a_project_whose_path_has_blanks() throws IOException {
    project = Files.createDirectories(folder.resolve("my own projects/control"));
    Files.createDirectories(project.resolve(".mvn"));
    Files.createDirectories(project.resolve("src/main"));
    Files.copy(Path.of("trafficctl"), project.resolve("trafficctl"));
    Files.copy(Path.of(".mvn/find-jdk.sh"), project.resolve(".mvn/find-jdk.sh"));
    Files.writeString(project.resolve("src/main/Main.java"), TELLS_HOW_IT_WAS_CALLED);
    Files.writeString(project.resolve("pom.xml"), "");
    Path build = Files.writeString(project.resolve("mvnw"), BUILD);
    Files.setPosixFilePermissions(build, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void it_builds_once_and_passes_arguments_and_exit_code_on() {
    Outcome first = launch(project.resolve("trafficctl"), "task", "add", "two words", "*");
    Outcome second = launch(project.resolve("trafficctl"), "status");

    assertThat(first.err()).startsWith("building TrafficControl");
    assertThat(first.out()).startsWith("[task]\n[add]\n[two words]\n[*]\n");
    assertThat(first.exit()).isEqualTo(7);
    assertThat(second.out()).contains("cache true");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void it_builds_again_when_a_source_is_newer_than_the_build() throws IOException {
    launch(project.resolve("trafficctl"));
    Path source = project.resolve("src/main/Main.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

    assertThat(launch(project.resolve("trafficctl")).err()).startsWith("building TrafficControl");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void it_works_through_symbolic_links() throws IOException {
    Path direct = Files.createSymbolicLink(folder.resolve("tc"), project.resolve("trafficctl"));
    Files.createDirectory(folder.resolve("bin"));
    Path relative = Files.createSymbolicLink(folder.resolve("bin/tc"), Path.of("../tc"));

    assertThat(launch(direct, "status").out()).startsWith("[status]");
    assertThat(launch(relative, "status").out()).startsWith("[status]");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void a_build_that_fails_shows_why_and_starts_nothing() throws IOException {
    Files.createFile(project.resolve("broken"));

    Outcome outcome = launch(project.resolve("trafficctl"), "status");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("no such symbol", "the build failed");
  }

  @Test
  void a_build_that_fails_leaves_no_old_program_to_be_taken_for_the_new_one() throws IOException {
    launch(project.resolve("trafficctl"));
    Files.createFile(project.resolve("broken"));
    Path source = project.resolve("src/main/Main.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

    assertThat(launch(project.resolve("trafficctl"), "status").out()).isEmpty();
  }

  @Test
  void two_launches_at_once_build_once() throws IOException {
    Process one = begin(project.resolve("trafficctl"), "one");
    Process two = begin(project.resolve("trafficctl"), "two");

    assertThat(finish(one).out()).startsWith("[one]");
    assertThat(finish(two).out()).startsWith("[two]");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void commands_that_work_on_get_the_collector_for_servers() {
    Path launcher = project.resolve("trafficctl");

    assertThat(launch(launcher, "--home", "start", "status").out()).contains("serial true");
    assertThat(launch(launcher, "task", "add", "start").out()).contains("serial true");
    assertThat(launch(launcher, "--home", "/h", "start").out()).contains("serial false");
    assertThat(launch(launcher, "--home=/h", "gateway").out()).contains("serial false");
  }

  private Outcome launch(Path launcher, String... arguments) {
    try {
      return finish(begin(launcher, arguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From a folder that is not the project's.
  private Process begin(Path launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.start();
  }

  /// What it prints is little enough to wait in the pipes.
  private static Outcome finish(Process process) throws IOException {
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends within two minutes").isTrue();
      var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.exitValue(), out, err);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a launch was awaited", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private long builds() {
    return SourceFile.read(project.resolve("builds")).lines().count();
  }
}
