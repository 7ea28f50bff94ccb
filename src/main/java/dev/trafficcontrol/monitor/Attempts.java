package dev.trafficcontrol.monitor;

import org.jspecify.annotations.Nullable;

/// Several things to do, of which each is tried whatever became of those before. Not thread-safe.
final class Attempts {

  private @Nullable RuntimeException first;

  void make(Runnable attempt) {
    try {
      attempt.run();
    } catch (RuntimeException failed) {
      first = first == null ? failed : first;
    }
  }

  /// What failed first, where something did: a store that is broken fails all of them alike, and is
  /// to be told once.
  void throwFirst() {
    if (first != null) {
      throw first;
    }
  }
}
