package dev.trafficcontrol.app;

import dev.trafficcontrol.app.operation.RunOperations;
import dev.trafficcontrol.run.Workplace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads what runs wrote, from the end, however much it was.
final class RunLogs implements RunOperations.Logs {

  @Override
  public String tail(Workplace place, Workplace.Log log, int bytes) {
    Path file = Path.of(place.log(log));
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long begin = Math.max(0, in.length() - bytes);
      in.seek(begin);
      byte[] tail = new byte[(int) (in.length() - begin)];
      in.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "(can't be read: " + gone.getMessage() + ")";
    }
  }
}
