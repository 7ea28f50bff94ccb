package dev.trafficcontrol.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where alerts are kept. Each call is one transaction.
public interface AlertLog {

  /// Keeps the alert; false where its news was kept before.
  boolean raise(Alert alert);

  /// When the latest alert was kept whose kind is this and whose name begins like this.
  Optional<Instant> lastTold(String kind, String beginning);

  /// The latest, newest first.
  List<Alert> latest(int limit);
}
