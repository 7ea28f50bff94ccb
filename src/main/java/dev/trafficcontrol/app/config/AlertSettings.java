package dev.trafficcontrol.app.config;

import dev.trafficcontrol.alert.QuietHours;
import java.util.List;
import java.util.Optional;

/// Who is told, and when.
///
/// @param summary when each day the day before is told; empty where it is not
/// @param targets in the order of the file, the ones switched off too
public record AlertSettings(
    Optional<QuietHours> quiet, Optional<DailyTime> summary, List<TargetSettings> targets) {

  public AlertSettings {
    targets = List.copyOf(targets);
  }
}
