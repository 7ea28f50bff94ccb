package dev.trafficcontrol.adapter.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads Linux's `/proc`. A process that ends while it is read is simply absent.
final class ProcFs {

  // Positions in /proc/PID/stat counted after the command's closing parenthesis; see
  // proc_pid_stat(5).
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int START_TICKS = 19;

  private static final long KIB = 1024;

  private final Path root = Path.of("/proc");
  private final String boot;

  ProcFs() {
    this.boot = read(root.resolve("sys/kernel/random/boot_id")).map(String::strip).orElse("?");
  }

  /// Tells a process from a later one with its number, also across boots.
  String startMark(ProcessFacts process) {
    return boot + ":" + process.startTicks();
  }

  Optional<ProcessFacts> process(long pid) {
    return read(root.resolve(Long.toString(pid)).resolve("stat")).flatMap(line -> parse(pid, line));
  }

  List<ProcessFacts> all() {
    List<ProcessFacts> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "[1-9]*")) {
      for (Path entry : entries) {
        process(Long.parseLong(entry.getFileName().toString())).ifPresent(found::add);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("/proc can't be listed", broken);
    }
    return found;
  }

  /// Memory that is the process's own: anonymous and shared memory and what of it is swapped out.
  /// Mapped files are left out, for every process of a program would count them again.
  long ownMemoryBytes(long pid) {
    long kib = 0;
    for (String line :
        read(root.resolve(Long.toString(pid)).resolve("status")).orElse("").split("\n")) {
      if (line.startsWith("RssAnon:")
          || line.startsWith("RssShmem:")
          || line.startsWith("VmSwap:")) {
        kib += Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return kib * KIB;
  }

  /// Whether `NAME=value` is in the environment the process was started with. False where it may
  /// not be read.
  boolean hasVariable(long pid, String name, String value) {
    return hasVariableFrom(pid, name, value + "\0");
  }

  /// The same where the value only begins like that.
  boolean hasVariableFrom(long pid, String name, String beginning) {
    String wanted = "\0" + name + "=" + beginning;
    return read(root.resolve(Long.toString(pid)).resolve("environ"))
        .map(environment -> ("\0" + environment + "\0").contains(wanted))
        .orElse(false);
  }

  private static Optional<ProcessFacts> parse(long pid, String line) {
    int afterCommand = line.lastIndexOf(')') + 2;
    if (afterCommand >= line.length()) {
      return Optional.empty();
    }
    String[] fields = line.substring(afterCommand).split(" ");
    return Optional.of(
        new ProcessFacts(
            pid,
            Long.parseLong(fields[PARENT]),
            Long.parseLong(fields[START_TICKS]),
            fields[STATE].equals("Z") || fields[STATE].equals("X")));
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
