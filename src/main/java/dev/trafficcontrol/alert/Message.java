package dev.trafficcontrol.alert;

import dev.trafficcontrol.alert.Alert.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is sent to a target at once: one alert, or all that were waiting for it.
///
/// @param id the same each time it is sent: a receiver drops what it knows
/// @param environment such as `production`
/// @param alerts the oldest first, at least one
/// @param spenders who spent most lately, the dearest first
public record Message(
    String id, String environment, List<Alert> alerts, List<TopSpender> spenders) {

  public Message {
    if (alerts.isEmpty()) {
      throw new IllegalArgumentException("a message without an alert: " + id);
    }
    alerts = List.copyOf(alerts);
    spenders = List.copyOf(spenders);
  }

  public boolean isGroup() {
    return alerts.size() > 1;
  }

  /// Of its loudest.
  public Severity severity() {
    return worst(1).getFirst().severity();
  }

  /// The loudest first, and of these the newest.
  public List<Alert> worst(int most) {
    return alerts.stream()
        .sorted(Comparator.comparing(Alert::severity).thenComparing(Alert::at).reversed())
        .limit(most)
        .toList();
  }

  /// How many there are of each kind.
  public Map<String, Long> kinds() {
    return alerts.stream()
        .collect(Collectors.groupingBy(Alert::kind, TreeMap::new, Collectors.counting()));
  }
}
