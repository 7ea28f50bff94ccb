package dev.trafficcontrol.cli;

import java.util.Locale;

/// How a command ended, as scripts see it.
public enum ExitCode {
  DONE(0),
  FAILED(1),
  USAGE(2),
  /// Pre-flight or a confirmation said no.
  REFUSED(3),
  STOPPED_BY_BUDGET(4),
  STOPPED_BY_BREAKER(5);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  /// As it is written on the control socket: `stopped-by-budget`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static ExitCode parse(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
