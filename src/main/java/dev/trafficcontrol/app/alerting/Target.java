package dev.trafficcontrol.app.alerting;

import dev.trafficcontrol.alert.AlertSink;
import dev.trafficcontrol.app.config.TargetSettings;
import java.util.Optional;

/// A target as it is configured, and what reaches it.
///
/// @param sink empty where it is switched off
/// @param channel where people can answer; empty where they can't, or it is switched off
public record Target(
    TargetSettings settings, Optional<AlertSink> sink, Optional<SlackChannel> channel) {

  public String name() {
    return settings.name();
  }
}
