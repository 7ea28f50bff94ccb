package dev.trafficcontrol.gateway;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Refuses bytes that two readers of JSON may decode to two different texts: invalid UTF-8, a byte
/// order mark, NUL (which lets a reader guess UTF-16), and escapes that name half a character.
final class StrictBytes {

  private static final int CHUNK_CHARS = 8192;

  private StrictBytes() {}

  static void check(byte[] body) {
    if (body.length >= 3
        && body[0] == (byte) 0xEF
        && body[1] == (byte) 0xBB
        && body[2] == (byte) 0xBF) {
      throw new Unreadable("the body begins with a byte order mark");
    }
    checkUtf8(body);
    for (int at = 0; at < body.length; at++) {
      if (body[at] == 0) {
        throw new Unreadable("the body contains a NUL byte");
      }
      if (body[at] == '\\') {
        at = endOfEscape(body, at);
      }
    }
  }

  /// The JDK's decoder refuses overlong forms, surrogates and what is beyond U+10FFFF.
  private static void checkUtf8(byte[] body) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(body);
    CharBuffer out = CharBuffer.allocate(Math.min(CHUNK_CHARS, body.length + 1));
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw new Unreadable("the body is not UTF-8: byte " + in.position());
    }
  }

  /// A backslash can only stand inside a string in valid JSON, so it needs no other context.
  private static int endOfEscape(byte[] body, int backslash) {
    if (backslash + 1 >= body.length || body[backslash + 1] != 'u') {
      return backslash + 1;
    }
    int unit = hexUnit(body, backslash + 2);
    if (unit >= 0xDC00 && unit <= 0xDFFF) {
      throw new Unreadable("the body escapes half a character at byte " + backslash);
    }
    if (unit < 0xD800 || unit > 0xDBFF) {
      return backslash + 5;
    }
    boolean escaped =
        backslash + 7 < body.length && body[backslash + 6] == '\\' && body[backslash + 7] == 'u';
    int low = escaped ? hexUnit(body, backslash + 8) : -1;
    if (low < 0xDC00 || low > 0xDFFF) {
      throw new Unreadable("the body escapes half a character at byte " + backslash);
    }
    return backslash + 11;
  }

  /// Four hex digits, or -1 where there are none: the JSON parser says so better than this could.
  private static int hexUnit(byte[] body, int at) {
    int unit = 0;
    for (int digit = at; digit < at + 4; digit++) {
      int value = digit < body.length ? Character.digit(body[digit], 16) : -1;
      if (value < 0) {
        return -1;
      }
      unit = unit << 4 | value;
    }
    return unit;
  }
}
