package com.example.agents;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trafficcontrol.junit.TrafficControl;
import dev.trafficcontrol.junit.TrafficControlTest;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Where logging was set up by a user, for `com.example` alone.
@TrafficControlTest
final class LoggingSamples {

  @Test
  void it_stays_as_it_was_set_up(TrafficControl traffic) {
    assertTrue(LoggerFactory.getLogger("com.example").isDebugEnabled());
    assertFalse(LoggerFactory.getLogger("dev.trafficcontrol").isErrorEnabled());
    assertTrue(Logger.getLogger("").isLoggable(Level.INFO));
  }
}
