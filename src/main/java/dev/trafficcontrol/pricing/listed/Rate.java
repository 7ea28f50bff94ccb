package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.pricing.Rates;

/// One of the five prices of a token.
public enum Rate {
  INPUT("input"),
  WRITE_5M("cache write 5m"),
  WRITE_1H("cache write 1h"),
  CACHE_READ("cache read"),
  OUTPUT("output");

  private final String label;

  Rate(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /// Pico-USD per token.
  long of(Rates rates) {
    return switch (this) {
      case INPUT -> rates.input();
      case WRITE_5M -> rates.write5m();
      case WRITE_1H -> rates.write1h();
      case CACHE_READ -> rates.cacheRead();
      case OUTPUT -> rates.output();
    };
  }
}
