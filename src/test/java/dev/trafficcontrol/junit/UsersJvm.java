package dev.trafficcontrol.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A user's tests in a process of their own, on a machine of their own: what a home directory and a
/// folder for temporary files are, nobody else uses.
record UsersJvm(Path folder) {

  private static final long PATIENCE_MINUTES = 3;

  /// @param exit how many tests failed
  record Result(int exit, String said) {}

  UsersJvm {
    try {
      Files.createDirectories(folder.resolve("home"));
      Files.createDirectories(folder.resolve("tmp"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Path home() {
    return folder.resolve("home");
  }

  Path temporary() {
    return folder.resolve("tmp");
  }

  /// @param environment beside PATH and HOME
  /// @param classes names of test classes
  Result runs(String classPath, Map<String, String> environment, String... classes)
      throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary(),
                "-Duser.home=" + home(),
                "-cp",
                classPath,
                "com.example.agents.RunTests"));
    command.addAll(List.of(classes));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("HOME", home().toString());
    builder.environment().putAll(environment);
    Process tests = builder.start();
    try {
      assertThat(tests.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("they end").isTrue();
    } finally {
      tests.destroyForcibly().onExit().join();
    }
    return new Result(tests.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
  }

  void assertUntouched() {
    assertThat(home()).isEmptyDirectory();
    assertThat(temporary()).isEmptyDirectory();
  }
}
