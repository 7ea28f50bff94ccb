package dev.trafficcontrol.app.alerting;

import dev.trafficcontrol.adapter.webhook.slack.SlackApp;
import dev.trafficcontrol.app.config.TargetSettings.Means;

/// A channel in which people can answer.
///
/// @param target the target's name
public record SlackChannel(String target, Means.SlackApp settings, SlackApp app) {

  boolean allows(String user) {
    return settings.allow().contains(user);
  }
}
