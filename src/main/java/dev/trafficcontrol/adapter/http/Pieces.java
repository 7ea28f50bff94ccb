package dev.trafficcontrol.adapter.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Bytes as they come in. Takes no more memory than came, until all are put together.
final class Pieces {

  private final List<byte[]> pieces = new ArrayList<>();
  private int length;

  int length() {
    return length;
  }

  void add(byte[] piece, int count) {
    pieces.add(Arrays.copyOf(piece, count));
    length += count;
  }

  byte[] whole() {
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, whole, at, piece.length);
      at += piece.length;
    }
    return whole;
  }
}
