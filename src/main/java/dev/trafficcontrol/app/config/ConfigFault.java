package dev.trafficcontrol.app.config;

import java.util.Comparator;

/// One thing wrong with the configuration.
public record ConfigFault(Origin origin, String what) implements Comparable<ConfigFault> {

  @Override
  public int compareTo(ConfigFault other) {
    return ORDER.compare(this, other);
  }

  private static final Comparator<ConfigFault> ORDER =
      Comparator.comparingInt(ConfigFault::place).thenComparingInt(ConfigFault::line);

  /// Faults of the usual file come first, then those of the one over it.
  private int place() {
    return switch (origin) {
      case Origin.File file -> file.isUsual() ? 0 : 1;
      case Origin.Variable _, Origin.Default _ -> 2;
    };
  }

  private int line() {
    return origin instanceof Origin.File(String _, int line) ? line : 0;
  }

  @Override
  public String toString() {
    return switch (origin) {
      case Origin.File file -> (file.isUsual() ? "line " + file.line() : file) + ": " + what;
      case Origin.Variable variable -> variable + ": " + what;
      case Origin.Default _ -> what;
    };
  }
}
