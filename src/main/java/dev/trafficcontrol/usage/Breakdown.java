package dev.trafficcontrol.usage;

import java.util.Locale;

/// By what spending is listed.
public enum Breakdown {
  PROJECT,
  TASK,
  RUN,
  MODEL,
  KEY,
  /// A client's, as it calls itself: [Client#session].
  SESSION,
  /// One of a session's: [Client#agent].
  AGENT,
  /// Calendar days in UTC.
  DAY;

  /// As people write it: `project`, `task`, …
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
