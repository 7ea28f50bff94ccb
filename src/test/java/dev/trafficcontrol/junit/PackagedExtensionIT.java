package dev.trafficcontrol.junit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The extension as its users get it: in a jar of its own, and not in the program.
class PackagedExtensionIT {

  private static final Path PROGRAM = Path.of("target/trafficcontrol.jar");
  private static final Path TESTING = Path.of("target/trafficcontrol-testing.jar");
  private static final String EXTENSION = "dev/trafficcontrol/junit/";
  private static final Path EXAMPLES = Path.of("com/example/agents");

  /// `com.example` is logged, and nothing else.
  private static final String LOGGING =
      """
      <configuration>
        <logger name="com.example" level="DEBUG"/>
        <root level="OFF"/>
      </configuration>
      """;

  @TempDir Path folder;

  @Test
  void the_extension_is_in_its_own_jar_alone_and_the_program_needs_no_junit() throws IOException {
    assertThat(files(TESTING))
        .contains(EXTENSION + "TrafficControlTest.class")
        .allMatch(name -> name.startsWith(EXTENSION) || name.startsWith("META-INF/"));
    assertThat(files(PROGRAM))
        .contains("dev/trafficcontrol/app/Main.class")
        .noneMatch(name -> name.startsWith(EXTENSION));
    try (JarFile program = new JarFile(PROGRAM.toFile());
        Stream<Path> libraries = Files.list(Path.of("target/lib"))) {
      assertThat(program.getManifest().getMainAttributes().getValue("Class-Path"))
          .contains("lib/sqlite-jdbc")
          .doesNotContain("junit");
      assertThat(libraries.map(Path::toString)).noneMatch(name -> name.contains("junit"));
    }
  }

  @Test
  void a_users_tests_run_on_the_jars_and_leave_nothing() throws Exception {
    Path classes = folder.resolve("own");
    Files.createDirectories(classes.resolve(EXAMPLES));
    for (String name : List.of("RunTests", "SummaryExample", "LoggingSamples")) {
      Path file = EXAMPLES.resolve(name + ".class");
      Files.copy(Path.of("target/test-classes").resolve(file), classes.resolve(file));
    }
    Files.writeString(classes.resolve("logback-test.xml"), LOGGING);
    UsersJvm machine = new UsersJvm(folder);

    UsersJvm.Result result =
        machine.runs(
            classes + File.pathSeparator + jars(),
            Map.of(),
            "com.example.agents.SummaryExample",
            "com.example.agents.LoggingSamples");

    assertThat(result.exit()).as(result.said()).isZero();
    assertThat(result.said().lines()).last().isEqualTo("3 passed");
    assertThat(result.said()).as("each test's servers are quiet").doesNotContain("io.helidon");
    machine.assertUntouched();
  }

  /// Ours as they are packaged, and all that others made.
  private static String jars() {
    Path classes = Path.of("target").toAbsolutePath();
    Stream<String> others =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).toAbsolutePath().startsWith(classes));
    return Stream.concat(Stream.of(PROGRAM.toString(), TESTING.toString()), others)
        .collect(joining(File.pathSeparator));
  }

  private static List<String> files(Path jar) throws IOException {
    try (JarFile opened = new JarFile(jar.toFile())) {
      return opened.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
    }
  }
}
