package dev.trafficcontrol.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What one process can do to another without asking.
enum Signals {
  /// It stands still, with all it holds.
  STOP,
  /// It goes on as if nothing had been.
  CONT,
  KILL;

  /// Harmless where the process is gone.
  void send(long pid) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name(), String.valueOf(pid)).start();
      kill.waitFor();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether the process stands still.
  static boolean isStopped(long pid) {
    try {
      String fields = Files.readString(Path.of("/proc", "" + pid, "stat"));
      return fields.substring(fields.lastIndexOf(')') + 2).startsWith("T");
    } catch (IOException gone) {
      return false;
    }
  }
}
