package dev.trafficcontrol.adapter.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Starts programs in a session of their own: what a terminal sends to those in front of it, as at
/// Ctrl-C, is for the daemon, which ends its runs in order.
final class OwnSession {

  /// Part of util-linux. Where there is none, as on macOS, programs stay in the terminal's session.
  private static final Optional<Path> SETSID =
      Stream.of("/usr/bin/setsid", "/bin/setsid")
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  private OwnSession() {}

  /// The same process, in another session: setsid replaces itself by the program. One that is not
  /// there is left to fail by itself, with its own name.
  ///
  /// @param path folders to look in, joined by colons
  static List<String> of(List<String> command, String path) {
    if (SETSID.isEmpty() || !isThere(command.getFirst(), path)) {
      return command;
    }
    List<String> all = new ArrayList<>(List.of(SETSID.get().toString()));
    all.addAll(command);
    return all;
  }

  private static boolean isThere(String program, String path) {
    return program.contains("/")
        ? Files.isExecutable(Path.of(program))
        : Stream.of(path.split(":")).anyMatch(at -> Files.isExecutable(Path.of(at, program)));
  }
}
