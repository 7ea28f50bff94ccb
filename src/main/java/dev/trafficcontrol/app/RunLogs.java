package dev.trafficcontrol.app;

import dev.trafficcontrol.app.operation.RunOperations;
import dev.trafficcontrol.run.Workplace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads what runs wrote, from the end or on and on, however much it was.
final class RunLogs implements RunOperations.Logs {

  private static final int PIECE_BYTES = 64 << 10;

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

  @Override
  public RunOperations.Piece piece(
      Workplace place, Workplace.Log log, long from, RunOperations.Upto upto) {
    Path file = Path.of(place.log(log));
    if (!Files.isRegularFile(file)) {
      return new RunOperations.Piece("", from);
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(from);
      byte[] bytes = new byte[Math.clamp(in.length() - from, 0, PIECE_BYTES)];
      in.readFully(bytes);
      int length =
          switch (upto) {
            case END -> bytes.length;
            case LAST_LINE -> wholeLines(bytes);
          };
      String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
      return new RunOperations.Piece(text, from + length);
    } catch (IOException gone) {
      return new RunOperations.Piece("", from);
    }
  }

  /// All of it where one line fills it: nobody should wait for the end of that.
  private static int wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end == 0 && bytes.length == PIECE_BYTES ? bytes.length : end;
  }
}
