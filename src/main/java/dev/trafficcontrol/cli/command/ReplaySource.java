package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.rehearsal.BadRecording;
import dev.trafficcontrol.rehearsal.Recording;
import dev.trafficcontrol.rehearsal.RecordingReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Where recordings come from: a file, the program itself, a home's usage log.
final class ReplaySource {

  /// Bytes: as many calls as a recording may have, and room to spare.
  private static final long LARGEST = 64L << 20;

  private static final String INCIDENT = "/dev/trafficcontrol/rehearsal/incident.json";

  private ReplaySource() {}

  static Recording of(Path file) {
    return read(TextFile.read(file, "Nothing was replayed from", LARGEST), file.toString());
  }

  static Recording incident() {
    try (InputStream in = ReplaySource.class.getResourceAsStream(INCIDENT)) {
      if (in == null) {
        throw new IllegalStateException("the program has no " + INCIDENT);
      }
      return RecordingReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// @param name where it is from, for whoever has to mend it
  static Recording read(String json, String name) {
    try {
      return RecordingReader.read(json);
    } catch (BadRecording bad) {
      throw new CommandFailed(
          Fault.usage(
              name + " is not a recording that can be replayed",
              String.valueOf(bad.getMessage()),
              "Mend these, all of them; docs/REPLAY.md has the format."),
          bad);
    }
  }
}
