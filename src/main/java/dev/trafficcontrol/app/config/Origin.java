package dev.trafficcontrol.app.config;

/// Where the value of a setting comes from.
public sealed interface Origin {

  Origin DEFAULT = new Default();

  record Default() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }

  /// @param line from 1
  record File(int line) implements Origin {
    @Override
    public String toString() {
      return "trafficcontrol.yaml line " + line;
    }
  }

  record Variable(String name) implements Origin {
    @Override
    public String toString() {
      return "$" + name;
    }
  }
}
