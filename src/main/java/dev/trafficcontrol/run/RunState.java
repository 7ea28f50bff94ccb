package dev.trafficcontrol.run;

import java.util.Locale;

/// How far a run is. It only goes forward.
public enum RunState {
  /// Claimed: nothing exists yet.
  INTENDED,
  /// Its place is being made; no process has been started.
  STARTING,
  RUNNING,
  VERIFYING,
  /// What came of it is known and durable.
  ENDED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static RunState of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
