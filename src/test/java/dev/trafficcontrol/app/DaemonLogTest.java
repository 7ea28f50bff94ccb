package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.app.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A daemon that talks for months must not fill the disk.
class DaemonLogTest {

  private static final long ENOUGH = 80L << 20;

  /// What logs into a home, in a process of its own: logging is set up once for a process.
  public static final class Talkative {
    private Talkative() {}

    public static void main(String[] arguments) {
      DaemonLog.start(new Home(Path.of(arguments[0])));
      org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(Talkative.class);
      String line = "x".repeat(10_000);
      for (long said = 0; said < ENOUGH; said += line.length()) {
        log.info(line);
      }
    }
  }

  @TempDir Path home;

  @Test
  void the_log_is_cut_into_files_of_a_size_and_the_oldest_go() throws Exception {
    Files.createDirectories(home.resolve("logs"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Talkative.class.getName(),
                home.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("said").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(home.resolve("said"))).isZero();

    List<Long> sizes = sizes();
    assertThat(sizes).as("the current one and five old ones").hasSize(6);
    assertThat(sizes).allSatisfy(size -> assertThat(size).isLessThan(12L << 20));
  }

  private List<Long> sizes() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("logs"))) {
      return files.map(file -> file.toFile().length()).toList();
    }
  }
}
