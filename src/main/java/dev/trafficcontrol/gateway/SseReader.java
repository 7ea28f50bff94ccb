package dev.trafficcontrol.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes server-sent events apart, however their bytes are split: lines end in LF, CR or CRLF, an
/// empty line ends an event. Keeps at most one event, and of that no more than a bound.
final class SseReader {

  /// Takes the events that came to their end.
  interface Events {
    void event(String name, byte[] data);

    /// An event was longer than is kept.
    void oversized(String name);
  }

  private final Events events;
  private final int mostBytes;
  private byte[] line = new byte[1024];
  private int lineLength;
  private byte[] data = new byte[4096];
  private int dataLength;
  private String name = "";
  private boolean hasData;
  private boolean tooLong;
  private boolean afterCarriageReturn;

  SseReader(Events events, int mostBytes) {
    this.events = events;
    this.mostBytes = mostBytes;
  }

  void feed(byte[] bytes, int length) {
    for (int at = 0; at < length; at++) {
      byte next = bytes[at];
      boolean secondHalf = afterCarriageReturn && next == '\n';
      afterCarriageReturn = next == '\r';
      if (next == '\n' || next == '\r') {
        if (!secondHalf) {
          endLine();
        }
      } else if (lineLength < mostBytes) {
        line = room(line, lineLength);
        line[lineLength++] = next;
      } else {
        tooLong = true;
      }
    }
  }

  private void endLine() {
    if (lineLength == 0) {
      dispatch();
    } else if (starts("data:")) {
      appendData(valueStart("data:"));
    } else if (starts("event:")) {
      int from = valueStart("event:");
      name = new String(line, from, lineLength - from, StandardCharsets.UTF_8);
    }
    lineLength = 0;
  }

  private void dispatch() {
    if (tooLong) {
      events.oversized(name);
    } else if (hasData) {
      events.event(name, Arrays.copyOf(data, dataLength));
    }
    name = "";
    dataLength = 0;
    hasData = false;
    tooLong = false;
  }

  private void appendData(int from) {
    int length = lineLength - from;
    if (dataLength + length + 1 > mostBytes) {
      tooLong = true;
      return;
    }
    if (hasData) {
      data = room(data, dataLength);
      data[dataLength++] = '\n';
    }
    data = room(data, dataLength + length);
    System.arraycopy(line, from, data, dataLength, length);
    dataLength += length;
    hasData = true;
  }

  private boolean starts(String field) {
    if (lineLength < field.length()) {
      return false;
    }
    for (int at = 0; at < field.length(); at++) {
      if (line[at] != field.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /// One blank after the colon is not part of the value.
  private int valueStart(String field) {
    int from = field.length();
    return from < lineLength && line[from] == ' ' ? from + 1 : from;
  }

  private static byte[] room(byte[] buffer, int used) {
    return used < buffer.length
        ? buffer
        : Arrays.copyOf(buffer, Math.max(used + 1, buffer.length * 2));
  }
}
