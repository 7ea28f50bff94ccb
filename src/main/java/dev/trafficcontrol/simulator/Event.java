package dev.trafficcontrol.simulator;

import java.nio.charset.StandardCharsets;

/// One server-sent event.
///
/// @param tokensWritten output tokens that have been written once this event is out
record Event(String name, String data, long tokensWritten) {
  static final String LAST_DELTA = "message_delta";

  byte[] bytes() {
    return ("event: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
