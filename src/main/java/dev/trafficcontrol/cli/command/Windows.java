package dev.trafficcontrol.cli.command;

/// How windows are written.
final class Windows {

  static final String DESCRIPTION =
      "rolling-hour, rolling-day, rolling-week, rolling-30-days, total, or calendar-day,"
          + " calendar-week, calendar-month @ a time zone: calendar-day@Europe/Berlin.";

  private Windows() {}
}
