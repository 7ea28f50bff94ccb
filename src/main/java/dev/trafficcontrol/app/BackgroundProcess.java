package dev.trafficcontrol.app;

import dev.trafficcontrol.app.home.Home;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// This program once more, as a daemon in a session of its own, so that neither the terminal nor
/// its signals reach it.
final class BackgroundProcess {

  private static final int LAST_WORDS = 2_000;

  private BackgroundProcess() {}

  static Process start(Home home, Map<String, String> environment) {
    try {
      Files.createDirectories(home.logs());
      keepLast(home);
      List<String> command =
          List.of(
              "setsid",
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:+UseG1GC",
              "-Xms96m",
              "-Xmx1g",
              "-XX:MaxNewSize=40m",
              "-XX:GCTimeRatio=2",
              "-XX:MinHeapFreeRatio=10",
              "-XX:MaxHeapFreeRatio=30",
              "-XX:-ClassUnloadingWithConcurrentMark",
              "-XX:G1PeriodicGCInterval=60000",
              "-XX:+ExitOnOutOfMemoryError",
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              Main.class.getName(),
              "gateway",
              "--home",
              home.toString());
      ProcessBuilder daemon =
          new ProcessBuilder(command)
              .directory(home.directory().toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output(home).toFile());
      daemon.environment().clear();
      daemon.environment().putAll(environment);
      return daemon.start();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// What the last one said at its end is what one looks for after it has died.
  private static void keepLast(Home home) throws IOException {
    Path output = output(home);
    if (Files.exists(output)) {
      Files.move(
          output,
          output.resolveSibling(output.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// What it said before it ended, short enough for one who waits.
  static String lastWords(Home home) {
    try {
      String said = Files.readString(output(home)).strip();
      String last = said.substring(Math.max(0, said.length() - LAST_WORDS));
      return last.isEmpty() ? "It ended without a word." : "It ended:\n" + last;
    } catch (IOException unreadable) {
      return "It ended, and " + output(home) + " can't be read: " + unreadable.getMessage();
    }
  }

  /// What it prints, which is what went wrong at its start.
  static Path output(Home home) {
    return home.logs().resolve("daemon.out");
  }
}
