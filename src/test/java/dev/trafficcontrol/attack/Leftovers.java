package dev.trafficcontrol.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Finds processes of runs by what the kernel says of them: the folder of a run stands in their
/// environment or their command line.
final class Leftovers {

  private static final String TASK = "TRAFFICCONTROL_TASK_TITLE=";

  /// @param environment as the process was started with
  record Found(long pid, List<String> words, List<String> environment) {

    /// The title of the task it works on; empty where it says none.
    String task() {
      return environment.stream()
          .filter(variable -> variable.startsWith(TASK))
          .findFirst()
          .map(variable -> variable.substring(TASK.length()))
          .orElse("");
    }

    @Override
    public String toString() {
      return pid + " " + String.join(" ", words);
    }
  }

  private Leftovers() {}

  static List<String> of(Path home) {
    return in(home).stream().map(Found::toString).toList();
  }

  static List<Found> in(Path home) {
    String runs = home.resolve("runs") + "/";
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .map(pid -> new Found(pid, read(pid, "cmdline"), read(pid, "environ")))
        .filter(process ->
            Stream.concat(process.words.stream(), process.environment.stream())
                .anyMatch(text -> text.contains(runs)))
        .toList();
  }

  private static List<String> read(long pid, String what) {
    try {
      String text = Files.readString(Path.of("/proc", "" + pid, what), StandardCharsets.ISO_8859_1);
      return List.of(text.split("\0"));
    } catch (IOException gone) {
      return List.of();
    }
  }
}
