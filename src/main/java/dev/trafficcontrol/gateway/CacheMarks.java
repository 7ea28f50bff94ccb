package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Caching;

/// Collects the longest-lived cache write that any `cache_control` of a request asks for.
final class CacheMarks {

  private Caching longest = Caching.NONE;

  Caching longest() {
    return longest;
  }

  void read(JsonWalk mark) {
    if (mark.isNull()) {
      return;
    }
    Caching[] asked = {Caching.FIVE_MINUTES};
    mark.fields((name, value) -> {
      switch (name) {
        case "type" -> {
          if (!value.text().equals("ephemeral")) {
            throw value.wrong("has no known price: only `ephemeral` has");
          }
        }
        case "ttl" -> asked[0] = ttl(value);
        // Set by Claude Code for prompts shared between sessions; changes no rate.
        case "scope" -> value.text();
        default -> throw value.wrong("is not a field of cache_control that has a known price");
      }
    });
    longest = longest.compareTo(asked[0]) >= 0 ? longest : asked[0];
  }

  private static Caching ttl(JsonWalk value) {
    return switch (value.text()) {
      case "5m" -> Caching.FIVE_MINUTES;
      case "1h" -> Caching.ONE_HOUR;
      default -> throw value.wrong("has no known price: only `5m` and `1h` have");
    };
  }
}
