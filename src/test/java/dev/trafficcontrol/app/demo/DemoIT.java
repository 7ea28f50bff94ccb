package dev.trafficcontrol.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program runs its main job: its agents find all of it behind their walls.
class DemoIT {

  private static final Path JAR = Path.of("target/trafficcontrol.jar");
  private static final long PATIENCE_MINUTES = 4;

  @TempDir Path folder;

  @Test
  void the_demo_does_work_within_its_budget_and_leaves_nothing_behind() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path temp = Files.createDirectory(folder.resolve("temp"));
    Path said = folder.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temp,
                "-jar",
                JAR.toString(),
                "demo")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("HOME", home.toString());
    Process demo = builder.start();
    try {
      assertThat(demo.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
    } finally {
      demo.destroyForcibly().onExit().join();
    }
    String output = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(demo.exitValue()).as(output).isZero();
    assertThat(output).contains("The bill is the book, and neither is above the limit.");
    assertThat(output)
        .as("pre-flight stops the start that names no numbers")
        .contains("71 tasks in the queue")
        .contains("59 approved tasks come from tests or the demo")
        .contains("Nothing was started");
    assertThat(output)
        .as("agents leave verified work, and the same queue without a guard costs over $50")
        .containsPattern("[1-9][0-9]* verified branches")
        .containsPattern("Without a guard +\\$[5-9][0-9]\\.");
    assertEmpty(home);
    assertEmpty(temp);
  }

  private static void assertEmpty(Path directory) throws IOException {
    try (var left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }
}
