package dev.trafficcontrol.junit;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Keeps the servers of each test from telling that they listen and no longer do, where nobody has
/// said how much of them is logged.
final class QuietServers {

  /// Held, because the logging framework forgets levels of loggers that nobody holds.
  private static final List<Logger> TALKATIVE =
      List.of(
          Logger.getLogger("io.helidon.webserver"), Logger.getLogger("io.helidon.common.features"));

  private QuietServers() {}

  static void start() {
    TALKATIVE.stream()
        .filter(logger -> logger.getLevel() == null)
        .forEach(logger -> logger.setLevel(Level.WARNING));
  }
}
