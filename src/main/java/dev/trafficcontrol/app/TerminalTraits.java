package dev.trafficcontrol.app;

import dev.trafficcontrol.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Finds out whether a person sits at the terminal.
///
/// Linux says so by where a descriptor leads, at no cost; the JDK's console takes longer to load
/// than most commands run. Where there is no `/proc`, nobody is asked anything.
final class TerminalTraits {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private TerminalTraits() {}

  static Terminal.Traits of(Map<String, String> environment) {
    boolean output = isTerminal("1");
    return new Terminal.Traits(
        output && isTerminal("0"),
        output && !environment.containsKey("NO_COLOR"),
        columns(environment));
  }

  /// `$COLUMNS`, which the launcher asks the terminal for where a command needs it.
  private static int columns(Map<String, String> environment) {
    String said = environment.getOrDefault("COLUMNS", "");
    return said.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(said) : Terminal.Traits.COLUMNS;
  }

  private static boolean isTerminal(String descriptor) {
    try {
      String target = Files.readSymbolicLink(DESCRIPTORS.resolve(descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException closed) {
      return false;
    }
  }
}
