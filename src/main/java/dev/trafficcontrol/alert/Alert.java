package dev.trafficcontrol.alert;

import java.time.Instant;

/// One piece of news for people.
///
/// @param kind what it is about, such as `burn-warn` or `breaker-open`
/// @param once names the news: an alert of the same kind and name is not told again
/// @param message what happened, how much, and what was already done
public record Alert(String kind, Severity severity, String once, String message, Instant at) {

  /// How loud.
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }
}
