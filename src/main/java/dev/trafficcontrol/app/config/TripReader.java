package dev.trafficcontrol.app.config;

import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.TripLimits;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads `breaker`: what opens one by itself.
final class TripReader {

  private static final String TRIP = "breaker.trip-per-minute";
  private static final String TRIP_TOKENS = "breaker.trip-tokens-per-minute";

  private final Settings settings;

  TripReader(Settings settings) {
    this.settings = settings;
  }

  TripLimits read() {
    return new TripLimits(
        burn(),
        parts(),
        tokens(),
        settings.value(
            "breaker.trip-error-percent", TripReader::percent, TripLimits.ERROR_PERCENT));
  }

  private BurnLimits burn() {
    BurnLimits d = BurnLimits.DEFAULT;
    Money warnAt = settings.value("breaker.warn-per-minute", Money::ofUsd, d.warnPerMinute());
    Money tripAt = settings.value(TRIP, Money::ofUsd, d.tripPerMinute());
    if (warnAt.isMoreThan(tripAt)) {
      settings.fault(TRIP, "%s: %s is less than what warns, %s".formatted(TRIP, tripAt, warnAt));
      return d;
    }
    return new BurnLimits(warnAt, tripAt);
  }

  private Map<Scope, BurnLimits> parts() {
    Map<Scope, BurnLimits> parts = new LinkedHashMap<>();
    for (Map.Entry<Scope, BurnLimits> part : settings.list("breaker.parts", TripLimits::part)) {
      if (parts.put(part.getKey(), part.getValue()) != null) {
        settings.fault(
            "breaker.parts[0]", "breaker.parts: %s is there twice".formatted(part.getKey()));
      }
    }
    return parts;
  }

  private TripLimits.TokenLimits tokens() {
    TripLimits.TokenLimits d = TripLimits.TokenLimits.DEFAULT;
    long warnAt =
        settings.value("breaker.warn-tokens-per-minute", TripReader::positive, d.warnPerMinute());
    long tripAt = settings.value(TRIP_TOKENS, TripReader::positive, d.tripPerMinute());
    if (warnAt > tripAt) {
      settings.fault(
          TRIP_TOKENS, "%s: %d is less than what warns, %d".formatted(TRIP_TOKENS, tripAt, warnAt));
      return d;
    }
    return new TripLimits.TokenLimits(warnAt, tripAt);
  }

  private static long positive(String text) {
    if (!text.matches("[1-9][0-9]{0,14}")) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number from 1");
    }
    return Long.parseLong(text);
  }

  private static int percent(String text) {
    if (!text.matches("[0-9]{1,2}|100")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a share in percent, 0 (never) to 100");
    }
    return Integer.parseInt(text);
  }
}
