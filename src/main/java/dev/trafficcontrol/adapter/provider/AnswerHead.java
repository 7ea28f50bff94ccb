package dev.trafficcontrol.adapter.provider;

import dev.trafficcontrol.gateway.Header;
import dev.trafficcontrol.gateway.Headers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An answer's status and header fields, read as RFC 9112 has them. What two readers could read
/// differently breaks the exchange.
///
/// @param minor 1 of HTTP/1.1
record AnswerHead(int minor, int status, Headers headers) {

  private static final int MOST_INTERIM = 16;
  private static final int MOST_BYTES = 64 * 1024;
  private static final int STATUS_LINE_CHARS = "HTTP/1.1 200".length();

  /// The first head that is not of an interim answer.
  static AnswerHead read(Wire wire) throws IOException {
    for (int interim = 0; interim < MOST_INTERIM; interim++) {
      AnswerHead head = next(wire);
      if (head.status >= 200) {
        return head;
      }
      if (head.status == 101) {
        throw new IOException("the answer switches protocols, unasked");
      }
    }
    throw new IOException("one interim answer follows another");
  }

  private static AnswerHead next(Wire wire) throws IOException {
    String line = wire.line(MOST_BYTES);
    if (!line.startsWith("HTTP/1.")
        || line.length() < STATUS_LINE_CHARS
        || line.charAt(STATUS_LINE_CHARS - 4) != ' '
        || (line.length() > STATUS_LINE_CHARS && line.charAt(STATUS_LINE_CHARS) != ' ')) {
      throw new IOException("the answer does not begin as HTTP/1.1 does");
    }
    int minor = digits(line, "HTTP/1.".length(), 1);
    int status = digits(line, STATUS_LINE_CHARS - 3, 3);
    if (status < 100) {
      throw new IOException("the answer has no status");
    }
    return new AnswerHead(minor, status, new Headers(fields(wire)));
  }

  private static int digits(String line, int at, int count) throws IOException {
    int number = 0;
    for (int digit = at; digit < at + count; digit++) {
      int value = line.charAt(digit) - '0';
      if (value < 0 || value > 9) {
        throw new IOException("the answer does not begin as HTTP/1.1 does");
      }
      number = number * 10 + value;
    }
    return number;
  }

  /// Up to the empty line after them: those of a head, or those after the last chunk.
  static List<Header> fields(Wire wire) throws IOException {
    List<Header> fields = new ArrayList<>(16);
    int left = MOST_BYTES;
    for (String line = wire.line(left); !line.isEmpty(); line = wire.line(left)) {
      int colon = line.indexOf(':');
      if (colon <= 0 || !isToken(line, colon) || !isText(line)) {
        throw new IOException("the answer has a header field that is none");
      }
      fields.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
      left -= line.length() + 2;
      if (left <= 0) {
        throw new IOException("the answer's header fields are too long");
      }
    }
    return fields;
  }

  private static boolean isToken(String line, int end) {
    for (int at = 0; at < end; at++) {
      char c = line.charAt(at);
      if (c <= ' ' || c >= 0x7f || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  /// Without control characters: a lone CR would end the line for another reader.
  private static boolean isText(String line) {
    return line.chars().allMatch(c -> (c >= ' ' && c != 0x7f) || c == '\t');
  }

  /// Whether it ends with its head, whatever it says of a body.
  boolean isBodiless() {
    return status == 204 || status == 304;
  }

  /// Whether the connection may serve another exchange after this one. Not after an answer without
  /// a body: servers are known to send one all the same, and it would be the next answer.
  boolean isKept() {
    return minor >= 1
        && !isBodiless()
        && headers.all("connection").stream()
            .noneMatch(options -> options.toLowerCase(Locale.ROOT).contains("close"));
  }
}
