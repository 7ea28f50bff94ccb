package dev.trafficcontrol.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Finds processes of runs by what the kernel says of them: the folder of a run stands in their
/// environment or their command line.
final class Leftovers {

  private Leftovers() {}

  static List<String> of(Path home) {
    String runs = home.resolve("runs") + "/";
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> read(pid, "environ").contains(runs) || read(pid, "cmdline").contains(runs))
        .map(pid -> pid + " " + read(pid, "cmdline").replace('\0', ' '))
        .toList();
  }

  private static String read(long pid, String what) {
    try {
      return Files.readString(Path.of("/proc", "" + pid, what), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
