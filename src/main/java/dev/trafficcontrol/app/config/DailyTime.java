package dev.trafficcontrol.app.config;

import java.time.LocalTime;
import java.time.ZoneId;

/// A time of each day somewhere.
public record DailyTime(LocalTime at, ZoneId zone) {

  @Override
  public String toString() {
    return at + " " + zone;
  }
}
