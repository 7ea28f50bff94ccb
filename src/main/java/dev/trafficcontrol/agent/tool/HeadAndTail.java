package dev.trafficcontrol.agent.tool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The beginning and the end of what a command prints, in bounded memory: what it was about is said
/// first, and what went wrong last.
final class HeadAndTail {

  private final int most;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final byte[] ring;
  private long afterHead;

  /// @param most bytes of each
  HeadAndTail(int most) {
    this.most = most;
    this.ring = new byte[most];
  }

  synchronized void add(byte[] bytes, int length) {
    int toHead = Math.min(length, most - head.size());
    head.write(bytes, 0, toHead);
    for (int at = toHead; at < length; at++) {
      ring[(int) (afterHead % most)] = bytes[at];
      afterHead++;
    }
  }

  synchronized String text() {
    if (afterHead <= most) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      whole.writeBytes(head.toByteArray());
      whole.write(ring, 0, (int) afterHead);
      return whole.toString(StandardCharsets.UTF_8);
    }
    int oldest = (int) (afterHead % most);
    ByteArrayOutputStream tail = new ByteArrayOutputStream();
    tail.write(ring, oldest, most - oldest);
    tail.write(ring, 0, oldest);
    return "%s%n... %d bytes left out ...%n%s"
        .formatted(
            head.toString(StandardCharsets.UTF_8),
            afterHead - most,
            tail.toString(StandardCharsets.UTF_8));
  }
}
