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

  /// @param name of the file, as `trafficcontrol.yaml`
  /// @param line from 1
  record File(String name, int line) implements Origin {

    /// The one that every home has.
    static final String USUAL = "trafficcontrol.yaml";

    @Override
    public String toString() {
      return name + " line " + line;
    }

    boolean isUsual() {
      return name.equals(USUAL);
    }
  }

  record Variable(String name) implements Origin {
    @Override
    public String toString() {
      return "$" + name;
    }
  }
}
