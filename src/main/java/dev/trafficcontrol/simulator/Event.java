package dev.trafficcontrol.simulator;

import java.nio.charset.StandardCharsets;

/// One server-sent event.
///
/// @param name empty where the protocol gives its events no names
/// @param tokensWritten output tokens that have been written once this event is out
/// @param tells what the client may conclude from it
record Event(String name, String data, long tokensWritten, Tells tells) {
  enum Tells {
    PROGRESS,
    /// That the answer is complete, or what it costs: it has to be charged before this goes out.
    COMPLETION
  }

  byte[] bytes() {
    String line = name.isEmpty() ? "" : "event: " + name + "\n";
    return (line + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
