package dev.trafficcontrol.agent.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// A command's process and all that came of it: its children's children, whoever shares its
/// session, and whoever carries its mark in the environment, also after a double fork.
///
/// Who leaves the session, clears the environment and gets another parent gets away from here, and
/// ends with the sandbox.
record CommandFamily(ProcessHandle first, String mark) {

  /// The variable that tells one command's processes from all others.
  static final String MARK = "COMMAND_OF_AGENT";

  /// Ending one may show others that it was about to start.
  private static final int MOST_ROUNDS = 50;

  private static final int MOST_GLANCES = 100;
  private static final long GLANCE_NANOS = 1_000_000;

  private static final Path PROCESSES = Path.of("/proc");

  /// `pid (name) state ppid pgrp session …`; the name may hold anything, also brackets.
  private static final int STATE_AFTER_NAME = 0;

  private static final int SESSION_AFTER_NAME = 3;

  /// Kills until nobody is left.
  void end() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Set<ProcessHandle> members = members();
      if (members.isEmpty()) {
        return;
      }
      members.forEach(ProcessHandle::destroyForcibly);
      members.forEach(CommandFamily::awaitEnd);
    }
  }

  /// A killed process is gone in an instant, but for one that waits for a disk.
  private static void awaitEnd(ProcessHandle member) {
    for (int glance = 0; glance < MOST_GLANCES && isAtWork(member); glance++) {
      LockSupport.parkNanos(GLANCE_NANOS);
    }
  }

  private Set<ProcessHandle> members() {
    Set<ProcessHandle> members = new HashSet<>();
    members.add(first);
    first.descendants().forEach(members::add);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path entry : entries) {
        long pid = Long.parseLong(entry.getFileName().toString());
        if (sharesSession(pid) || isMarked(entry)) {
          ProcessHandle.of(pid).ifPresent(members::add);
        }
      }
    } catch (IOException noSuchFileSystem) {
      // Not Linux: descendants have to do.
    }
    members.remove(ProcessHandle.current());
    members.removeIf(member -> !isAtWork(member));
    return members;
  }

  private boolean sharesSession(long pid) {
    return fact(pid, SESSION_AFTER_NAME).equals(Long.toString(first.pid()));
  }

  private boolean isMarked(Path entry) {
    try {
      return Files.readString(entry.resolve("environ"), StandardCharsets.ISO_8859_1)
          .contains(MARK + "=" + mark);
    } catch (IOException gone) {
      return false; // or somebody else's, whose environment is not for us
    }
  }

  /// Alive, and not merely waiting for its parent to notice that it is not.
  private static boolean isAtWork(ProcessHandle member) {
    return member.isAlive() && !fact(member.pid(), STATE_AFTER_NAME).equals("Z");
  }

  /// Empty where the process is gone, or there is no such file system.
  private static String fact(long pid, int afterName) {
    try {
      String stat =
          Files.readString(
              PROCESSES.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[afterName];
    } catch (IOException | IndexOutOfBoundsException gone) {
      return "";
    }
  }
}
