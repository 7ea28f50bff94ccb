package dev.trafficcontrol.app.config;

import dev.trafficcontrol.alert.QuietHours;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads who is told of alerts, and when.
final class AlertReader {

  static final LocalTime SUMMARY = LocalTime.of(8, 0);

  private static final String QUIET = "alerts.quiet-hours";
  private static final String ZONE = "alerts.time-zone";
  private static final String SUMMARY_AT = "alerts.daily-summary";
  private static final String TARGETS = "alerts.targets";
  private static final String OFF = "off";

  private final Settings settings;
  private final Map<String, String> environment;

  AlertReader(Settings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  AlertSettings read() {
    Optional<ZoneId> zone = settings.maybe(ZONE, AlertReader::zone);
    Optional<QuietHours> quiet =
        settings.maybe(QUIET, text -> QuietHours.parse(text, zone.orElse(ZoneOffset.UTC)));
    List<TargetSettings> targets = new ArrayList<>();
    TargetReader reader = new TargetReader(settings, new References(settings, environment));
    settings.names(TARGETS).forEach(name -> targets.add(reader.read(name, TARGETS + "." + name)));
    Optional<DailyTime> summary = summary(zone, !targets.isEmpty());
    if (zone.isEmpty()) {
      requireZone(QUIET);
      requireZone(SUMMARY_AT);
    }
    return new AlertSettings(quiet, summary, targets);
  }

  /// Told where there is somebody to tell it to, unless its owner says otherwise.
  private Optional<DailyTime> summary(Optional<ZoneId> zone, boolean hasTargets) {
    Optional<Optional<LocalTime>> given =
        settings.maybe(
            SUMMARY_AT, text -> text.equals(OFF) ? Optional.empty() : Optional.of(time(text)));
    Optional<LocalTime> at =
        given.orElseGet(() -> hasTargets ? Optional.of(SUMMARY) : Optional.empty());
    return at.map(time -> new DailyTime(time, zone.orElse(ZoneOffset.UTC)));
  }

  /// Ten at night is ten at night somewhere.
  private void requireZone(String path) {
    settings
        .maybe(path, Function.identity())
        .filter(text -> !text.equals(OFF))
        .ifPresent(_ ->
            settings.fault(
                path, path + ": say where that time is: alerts.time-zone: Europe/Zurich, or UTC"));
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a time zone such as Europe/Zurich or UTC", unknown);
    }
  }

  private static LocalTime time(String text) {
    if (!text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither a time of the day such as 08:00 nor off");
    }
    return LocalTime.parse(text);
  }
}
