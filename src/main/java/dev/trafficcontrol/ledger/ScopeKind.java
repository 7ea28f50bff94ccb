package dev.trafficcontrol.ledger;

import java.util.Locale;

/// What a budget can be over.
public enum ScopeKind {
  GLOBAL,
  PROJECT,
  TASK,
  RUN,
  MODEL,
  KEY,
  /// The tasks one start was confirmed for.
  CONFIRMATION,
  /// The trial after a breaker reset.
  PROBATION;

  /// As people write it: `global`, `run`, …
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
