package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Caching;

/// Collects the longest-lived cache write that any `cache_control` of a request asks for.
final class CacheMarks {

  private static final String NAME = "cache_control";

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

  /// Of content that is not read any further: a `cache_control` at any depth of it may be one, such
  /// as those of the references in a tool search's result, and counts as the dearest.
  void anywhereIn(String raw) {
    // Escapes may spell the name.
    if (raw.contains(NAME) || raw.contains("\\u00")) {
      JsonWalk.object("{\"\":" + raw + "}", (name, value) -> search(value));
    }
  }

  private void search(JsonWalk value) {
    if (value.isObject()) {
      value.fields((name, inner) -> {
        if (name.equals(NAME) && !inner.isNull()) {
          longest = Caching.ONE_HOUR;
        }
        search(inner);
      });
    } else if (value.isArray()) {
      value.elements(this::search);
    }
  }

  private static Caching ttl(JsonWalk value) {
    return switch (value.text()) {
      case "5m" -> Caching.FIVE_MINUTES;
      case "1h" -> Caching.ONE_HOUR;
      default -> throw value.wrong("has no known price: only `5m` and `1h` have");
    };
  }
}
