package dev.trafficcontrol.attack;

import dev.trafficcontrol.ledger.HoldId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Which holds were answered with a yes, kept outside the process that may die: a line each, in the
/// hands of the kernel before the call goes on.
record AcknowledgedHolds(Path file) {

  void add(HoldId hold) {
    try {
      Files.writeString(file, hold + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  List<String> all() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
