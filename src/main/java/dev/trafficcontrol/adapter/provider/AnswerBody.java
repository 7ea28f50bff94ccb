package dev.trafficcontrol.adapter.provider;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/// An answer's body while it arrives, framed as RFC 9112, section 6.3, says.
sealed interface AnswerBody {

  /// Reads what is there, waiting for at least one byte; -1 at the proper end.
  int read(byte[] into) throws IOException;

  /// Whether all was read, and the connection stands at the next answer's beginning.
  boolean isOver();

  static AnswerBody of(AnswerHead head, Wire wire) throws IOException {
    List<String> codings = head.headers().all("transfer-encoding");
    List<String> lengths = head.headers().all("content-length").stream().distinct().toList();
    if (lengths.size() > (codings.isEmpty() ? 1 : 0)) {
      throw new IOException("the answer says twice how long it is");
    }
    if (head.isBodiless()) {
      return new Counted(wire, 0);
    }
    if (!codings.isEmpty()) {
      if (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked")) {
        return new Chunked(wire);
      }
      throw new IOException("the answer is coded as nobody asked: " + codings);
    }
    return lengths.isEmpty() ? new Open(wire) : new Counted(wire, number(lengths.getFirst(), 10));
  }

  private static long number(String digits, int radix) throws IOException {
    if (digits.isEmpty() || digits.length() > 15 || Character.digit(digits.charAt(0), radix) < 0) {
      throw new IOException("the answer says of its length what is no number");
    }
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException malformed) {
      throw new IOException("the answer says of its length what is no number", malformed);
    }
  }

  /// As long as `Content-Length` says.
  final class Counted implements AnswerBody {
    private final Wire wire;
    private long left;

    Counted(Wire wire, long length) {
      this.wire = wire;
      this.left = length;
    }

    @Override
    public int read(byte[] into) throws IOException {
      if (left == 0) {
        return -1;
      }
      int length = wire.read(into, (int) Math.min(into.length, left));
      if (length < 0) {
        throw new EOFException("the connection was closed within the answer");
      }
      left -= length;
      return length;
    }

    @Override
    public boolean isOver() {
      return left == 0;
    }
  }

  /// In chunks, the last of which is empty.
  final class Chunked implements AnswerBody {
    private static final int LONGEST_SIZE_LINE = 1024;

    private final Wire wire;
    private long left;
    private boolean begun;
    private boolean over;

    Chunked(Wire wire) {
      this.wire = wire;
    }

    @Override
    public int read(byte[] into) throws IOException {
      if (left == 0 && !over) {
        nextChunk();
      }
      if (over) {
        return -1;
      }
      int length = wire.read(into, (int) Math.min(into.length, left));
      if (length < 0) {
        throw new EOFException("the connection was closed within the answer");
      }
      left -= length;
      return length;
    }

    /// Old servers pad a size; none puts anything before it.
    private static String withoutBlanksAfter(String size) {
      int end = size.length();
      while (end > 0 && (size.charAt(end - 1) == ' ' || size.charAt(end - 1) == '\t')) {
        end--;
      }
      return size.substring(0, end);
    }

    private void nextChunk() throws IOException {
      if (begun && !wire.line(LONGEST_SIZE_LINE).isEmpty()) {
        throw new IOException("a chunk of the answer is longer than it said");
      }
      begun = true;
      String line = wire.line(LONGEST_SIZE_LINE);
      int extension = line.indexOf(';');
      left = number(withoutBlanksAfter(extension < 0 ? line : line.substring(0, extension)), 16);
      if (left == 0) {
        AnswerHead.fields(wire);
        over = true;
      }
    }

    @Override
    public boolean isOver() {
      return over;
    }
  }

  /// To the end of the connection, which nobody can tell from a break, over TLS neither: the JDK
  /// takes both for the end. Whoever meters it charges what is not whole in itself.
  final class Open implements AnswerBody {
    private final Wire wire;

    Open(Wire wire) {
      this.wire = wire;
    }

    @Override
    public int read(byte[] into) throws IOException {
      return wire.read(into, into.length);
    }

    @Override
    public boolean isOver() {
      return false;
    }
  }
}
