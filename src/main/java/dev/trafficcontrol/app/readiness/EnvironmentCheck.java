package dev.trafficcontrol.app.readiness;

import dev.trafficcontrol.preflight.Check.Weight;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;

/// Whether the database is one of the environment that the configuration names.
///
/// @param configured in `trafficcontrol.yaml`
/// @param stamped on the database when it was made
public record EnvironmentCheck(String configured, String stamped) {

  /// A database of another environment is not even opened; this says so of a daemon that opened it
  /// before.
  public Problem problem() {
    return configured.equals(stamped)
        ? new Problem("Environment", Weight.OK, configured + ", as the database is stamped", "")
        : new Problem(
            "Environment",
            Weight.FINAL,
            "the database is stamped with environment '%s', and this is '%s'"
                .formatted(stamped, configured),
            "use a home of its own for each environment, or correct environment in trafficcontrol.yaml");
  }
}
