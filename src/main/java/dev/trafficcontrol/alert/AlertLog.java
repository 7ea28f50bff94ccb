package dev.trafficcontrol.alert;

import java.util.List;

/// Where alerts are kept. Each call is one transaction.
public interface AlertLog {

  /// Keeps the alert; false where its news was kept before.
  boolean raise(Alert alert);

  /// The latest, newest first.
  List<Alert> latest(int limit);
}
