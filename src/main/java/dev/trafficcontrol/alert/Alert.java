package dev.trafficcontrol.alert;

import java.time.Instant;

/// One piece of news for people.
///
/// @param kind what it is about, such as `burn-warn` or `breaker-open`
/// @param once names the news: an alert of the same kind and name is not told again
/// @param message what happened, how much, and what was already done
/// @param facts the same in parts, as far as they are known
public record Alert(
    String kind, Severity severity, String once, String message, Instant at, AlertFacts facts) {

  /// How loud, the quietest first.
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }

  /// One that says everything in its message.
  public Alert(String kind, Severity severity, String once, String message, Instant at) {
    this(kind, severity, once, message, at, AlertFacts.NONE);
  }

  public Alert with(AlertFacts others) {
    return new Alert(kind, severity, once, message, at, others);
  }

  /// Whether it asks nothing of anybody, so that it need not wake them.
  public boolean canWait() {
    return severity != Severity.CRITICAL && facts.ask().isEmpty();
  }
}
