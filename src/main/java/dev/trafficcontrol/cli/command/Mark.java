package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;

/// How a check went, in one sign.
enum Mark {
  GOOD("✓", Ink.GOOD),
  WARNING("⚠", Ink.WARN),
  BAD("✗", Ink.BAD);

  private final String sign;
  private final Ink ink;

  Mark(String sign, Ink ink) {
    this.sign = sign;
    this.ink = ink;
  }

  /// @param severity `info`, `warning` or `error`
  static Mark of(String severity) {
    return switch (severity) {
      case "info" -> GOOD;
      case "warning" -> WARNING;
      default -> BAD;
    };
  }

  String on(Terminal terminal) {
    return terminal.ink(ink, sign);
  }
}
