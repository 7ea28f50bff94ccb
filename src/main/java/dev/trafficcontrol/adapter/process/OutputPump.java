package dev.trafficcontrol.adapter.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads one output of a child to its end, so that the child never waits for a reader; keeps the
/// first bytes of it in a file and tells every line.
final class OutputPump {

  /// A line longer than this is told cut: no result of an agent comes near.
  private static final int MAX_LINE_BYTES = 8 << 20;

  private static final int BUFFER_BYTES = 16 << 10;

  private final InputStream source;
  private final Path file;
  private final long capBytes;
  private final Consumer<String> lines;
  private final InstantSource clock;
  private final Thread thread;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private volatile Optional<Instant> lastOutput = Optional.empty();

  private OutputPump(
      InputStream source,
      Path file,
      long capBytes,
      Consumer<String> lines,
      InstantSource clock,
      String name) {
    this.source = source;
    this.file = file;
    this.capBytes = capBytes;
    this.lines = lines;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::pump);
  }

  static OutputPump start(
      InputStream source,
      Path file,
      long capBytes,
      Consumer<String> lines,
      InstantSource clock,
      String name) {
    OutputPump pump = new OutputPump(source, file, capBytes, lines, clock, name);
    pump.thread.start();
    return pump;
  }

  Optional<Instant> lastOutput() {
    return lastOutput;
  }

  /// Waits until everything was read. A process that could not be ended may hold the output open:
  /// then it is given up.
  void awaitEnd(Duration patience) throws InterruptedException {
    if (!thread.join(patience)) {
      thread.interrupt();
    }
  }

  private void pump() {
    long kept = 0;
    long dropped = 0;
    try (InputStream in = source;
        OutputStream log = Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        lastOutput = Optional.of(clock.instant());
        int keep = (int) Math.min(read, capBytes - kept);
        log.write(buffer, 0, keep);
        kept += keep;
        dropped += read - keep;
        tell(buffer, read);
      }
      if (dropped > 0) {
        String note = "%n[output ended here: %d more bytes were dropped]%n".formatted(dropped);
        log.write(note.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException broken) {
      // A full disk or a torn pipe: the child would block on a pipe that nobody reads, so the pump
      // lets go of it.
      lines.accept("[the output could not be kept: " + broken.getMessage() + "]");
    }
    if (line.size() > 0) {
      endLine();
    }
  }

  private void tell(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        endLine();
      } else if (line.size() < MAX_LINE_BYTES) {
        line.write(buffer[i]);
      }
    }
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    lines.accept(text);
  }
}
