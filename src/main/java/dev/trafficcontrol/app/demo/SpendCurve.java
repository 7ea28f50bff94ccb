package dev.trafficcontrol.app.demo;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What had been spent by when, from the events of the book.
final class SpendCurve {

  /// The field of each kind of event that spends.
  private static final Map<String, String> SPENDING =
      Map.of("settled", "cost", "expired", "charged");

  private SpendCurve() {}

  /// Points of `ms` since the first hold and `spent` in all until then.
  static List<Facts> of(JsonNode events) {
    List<Facts> points = new ArrayList<>();
    Instant begin = null;
    Money spent = Money.ZERO;
    for (JsonNode event : events) {
      String kind = event.path("kind").asString("");
      Instant at = Instant.parse(event.path("at").asString(""));
      if (kind.equals("held") && begin == null) {
        begin = at;
      }
      String field = SPENDING.get(kind);
      if (field != null && begin != null) {
        JsonNode written = JsonMapper.shared().readTree(event.path("event").asString(""));
        spent = spent.plus(Money.ofUsd(written.path(field).asString("")));
        points.add(Facts.of("ms", Duration.between(begin, at).toMillis(), "spent", spent.toUsd()));
      }
    }
    return points;
  }
}
