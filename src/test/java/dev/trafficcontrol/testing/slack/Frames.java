package dev.trafficcontrol.testing.slack;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// WebSocket's frames as a server reads and writes them. Source: RFC 6455, section 5.2.
final class Frames {

  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int LAST = 0x80;
  private static final int MASKED = 0x80;
  private static final int MASK_BYTES = 4;
  private static final int OPCODE = 0x0F;
  private static final int LENGTH = 0x7F;
  private static final int IN_TWO_BYTES = 126;
  private static final int IN_EIGHT_BYTES = 127;
  private static final int LONGEST_OF_TWO_BYTES = 0xFFFF;

  record Frame(int opcode, String text) {}

  private Frames() {}

  /// A client's frame: whole and masked, or it is none.
  static Frame read(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    if ((first & LAST) == 0 || (second & MASKED) == 0) {
      throw new IOException("a frame that is in pieces or not masked");
    }
    int length = second & LENGTH;
    if (length == IN_TWO_BYTES) {
      length = in.readUnsignedShort();
    } else if (length == IN_EIGHT_BYTES) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] mask = in.readNBytes(MASK_BYTES);
    byte[] content = in.readNBytes(length);
    for (int i = 0; i < content.length; i++) {
      content[i] ^= mask[i % MASK_BYTES];
    }
    return new Frame(first & OPCODE, new String(content, StandardCharsets.UTF_8));
  }

  static void write(OutputStream out, int opcode, byte[] content) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(content.length + 10);
    frame.put((byte) (LAST | opcode));
    if (content.length < IN_TWO_BYTES) {
      frame.put((byte) content.length);
    } else if (content.length <= LONGEST_OF_TWO_BYTES) {
      frame.put((byte) IN_TWO_BYTES).putShort((short) content.length);
    } else {
      frame.put((byte) IN_EIGHT_BYTES).putLong(content.length);
    }
    frame.put(content);
    out.write(frame.array(), 0, frame.position());
    out.flush();
  }
}
