package dev.trafficcontrol.app.readiness;

import dev.trafficcontrol.alert.AlertOutbox;
import dev.trafficcontrol.alert.AlertOutbox.Delivery;
import dev.trafficcontrol.app.config.AlertSettings;
import dev.trafficcontrol.app.config.TargetSettings;
import dev.trafficcontrol.preflight.Check.Weight;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/// Whether alerts reach people.
public record AlertsCheck(AlertSettings settings, AlertOutbox outbox, InstantSource clock) {

  static final String CHECK = "Alerts";

  private static final Duration RECENT = Duration.ofDays(7);
  private static final String LIST = "trafficctl alerts list";

  public Problem problem() {
    Problem configured = configured(settings);
    List<Delivery> troubles = outbox.troubles(clock.instant().minus(RECENT));
    return configured.weight() != Weight.OK || troubles.isEmpty()
        ? configured
        : trouble(troubles.getFirst(), troubles.size());
  }

  private static Problem trouble(Delivery newest, int count) {
    return new Problem(
        CHECK,
        Weight.WARNING,
        "%d did not arrive, the latest for %s: %s"
            .formatted(count, newest.target(), newest.error()),
        "trafficctl alerts test " + newest.target() + "; " + LIST + " has them all");
  }

  /// Alerts are kept whatever is configured. Nobody to tell is a choice; targets that are all off
  /// are none.
  static Problem configured(AlertSettings settings) {
    List<TargetSettings> targets = settings.targets();
    if (targets.isEmpty()) {
      return new Problem(
          CHECK, Weight.OK, "no target to send them to: they are kept; see " + LIST, "");
    }
    String off =
        targets.stream()
            .filter(target -> !target.isOn())
            .map(target -> target.name() + " is off: " + target.unset() + " is not set")
            .collect(Collectors.joining("; "));
    String on =
        targets.stream()
            .filter(TargetSettings::isOn)
            .map(TargetSettings::name)
            .collect(Collectors.joining(", "));
    if (on.isEmpty()) {
      return new Problem(
          CHECK,
          Weight.WARNING,
          "nobody would be told: " + off,
          "set them, then: trafficctl alerts test");
    }
    return new Problem(CHECK, Weight.OK, "to " + on + (off.isEmpty() ? "" : "; " + off), "");
  }
}
