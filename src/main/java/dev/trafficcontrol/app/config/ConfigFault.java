package dev.trafficcontrol.app.config;

/// One thing wrong with the configuration.
public record ConfigFault(Origin origin, String what) implements Comparable<ConfigFault> {

  @Override
  public int compareTo(ConfigFault other) {
    return Integer.compare(line(), other.line());
  }

  /// Faults of the file come first, in its order.
  private int line() {
    return switch (origin) {
      case Origin.File(int line) -> line;
      case Origin.Variable _, Origin.Default _ -> Integer.MAX_VALUE;
    };
  }

  @Override
  public String toString() {
    return switch (origin) {
      case Origin.File(int line) -> "line " + line + ": " + what;
      case Origin.Variable variable -> variable + ": " + what;
      case Origin.Default _ -> what;
    };
  }
}
