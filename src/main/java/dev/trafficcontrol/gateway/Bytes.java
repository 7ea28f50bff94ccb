package dev.trafficcontrol.gateway;

import java.util.Arrays;

/// Bytes that grow at their end.
final class Bytes {

  private byte[] bytes;
  private int length;

  /// @param room how many there will probably be
  Bytes(int room) {
    this.bytes = new byte[Math.max(1, room)];
  }

  int length() {
    return length;
  }

  void add(byte one) {
    makeRoom(1);
    bytes[length++] = one;
  }

  void add(byte[] from, int begin, int count) {
    makeRoom(count);
    System.arraycopy(from, begin, bytes, length, count);
    length += count;
  }

  void addAll(byte[] from) {
    add(from, 0, from.length);
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  void clear() {
    length = 0;
  }

  private void makeRoom(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
