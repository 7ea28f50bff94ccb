package dev.trafficcontrol.cli.command;

import java.nio.file.Path;

/// A price list that a command is given as a file.
final class PriceListFile {

  /// Bytes: the largest list known has two million, and escaped it has to pass the control socket.
  private static final long LARGEST = 6 << 20;

  private PriceListFile() {}

  static String read(String file, String failed) {
    return TextFile.read(Path.of(file), failed, LARGEST);
  }
}
