package dev.trafficcontrol.gateway;

import java.nio.charset.StandardCharsets;

/// Keeps one event of a stream of chat completions from the client: the last chunk, with the usage
/// and no choices, which the client did not ask for. Everything else passes as it came, each event
/// as soon as it is whole.
final class HiddenUsage implements Passage {

  /// What is longer is no chunk with nothing but numbers in it, and passes as it comes.
  private static final int LONGEST = 16 * 1024;

  private final Bytes event = new Bytes(1024);
  private boolean tooLong;
  private boolean lineIsEmpty = true;
  private boolean afterCarriageReturn;

  /// It will be shorter than was announced.
  @Override
  public Headers headers(Headers headers) {
    return headers.keeping(field -> !field.name().equalsIgnoreCase("content-length"));
  }

  @Override
  public void pass(byte[] piece, int length, Client client) {
    Bytes passed = new Bytes(length + event.length());
    for (int at = 0; at < length; at++) {
      take(piece[at], passed);
    }
    if (tooLong) {
      passed.addAll(event.copy());
      event.clear();
    }
    send(passed, client);
  }

  @Override
  public void end(Client client) {
    Bytes passed = new Bytes(event.length());
    flush(passed);
    send(passed, client);
  }

  /// An event ends with an empty line, whose end may be two bytes.
  private void take(byte next, Bytes passed) {
    boolean secondHalf = afterCarriageReturn && next == '\n';
    event.add(next);
    tooLong |= event.length() > LONGEST;
    afterCarriageReturn = next == '\r';
    if (secondHalf) {
      return;
    }
    if (next == '\n' || next == '\r') {
      if (lineIsEmpty) {
        flush(passed);
      }
      lineIsEmpty = true;
    } else {
      lineIsEmpty = false;
    }
  }

  private void flush(Bytes passed) {
    byte[] whole = event.copy();
    if (tooLong || !isUsageAlone(whole)) {
      passed.addAll(whole);
    }
    event.clear();
    tooLong = false;
  }

  private static void send(Bytes passed, Client client) {
    if (passed.length() > 0) {
      client.write(passed.copy(), passed.length());
    }
  }

  private static boolean isUsageAlone(byte[] event) {
    String text = new String(event, StandardCharsets.UTF_8).strip();
    if (!text.startsWith("data:") || !text.contains("\"usage\"")) {
      return false;
    }
    boolean[] seen = {false, false};
    try {
      JsonWalk.object(
          text.substring("data:".length()),
          (name, value) -> {
            if (name.equals("choices") && value.isArray()) {
              seen[0] = true;
              value.elements(choice -> {
                seen[0] = false;
                choice.skip();
              });
            } else if (name.equals("usage") && value.isObject()) {
              seen[1] = true;
              value.skip();
            } else {
              value.skip();
            }
          });
    } catch (Unreadable foreign) {
      return false;
    }
    return seen[0] && seen[1];
  }
}
