package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Text that a command is given as a file.
final class TextFile {

  /// Bytes: nothing that people write is longer.
  private static final long LARGEST = 1 << 20;

  private TextFile() {}

  /// Its content, or the end of the command.
  ///
  /// @param failed what is not done where it can't be read, such as `No task was imported from`
  static String read(Path file, String failed) {
    return read(file, failed, LARGEST);
  }

  /// @param largest in bytes
  static String read(Path file, String failed, long largest) {
    if (!Files.exists(file)) {
      throw unreadable(failed, file, "There is no file of that name.", null);
    }
    if (Files.isDirectory(file)) {
      throw unreadable(failed, file, "It is a folder.", null);
    }
    try {
      if (Files.size(file) > largest) {
        throw unreadable(failed, file, "It is larger than " + largest + " bytes.", null);
      }
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw unreadable(failed, file, "It can't be read as text in UTF-8.", unreadable);
    }
  }

  private static CommandFailed unreadable(
      String failed, Path file, String why, @Nullable IOException cause) {
    Fault fault = Fault.usage(failed + " " + file, why, "Name a readable file.");
    return cause == null ? new CommandFailed(fault) : new CommandFailed(fault, cause);
  }
}
