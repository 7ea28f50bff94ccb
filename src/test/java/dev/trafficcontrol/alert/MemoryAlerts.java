package dev.trafficcontrol.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Alerts in memory, kept as every log of them keeps them.
public final class MemoryAlerts implements AlertLog {

  private final List<Alert> alerts = new ArrayList<>();

  private @Nullable String fault;

  /// The next alert is not kept, and the log says why.
  public synchronized void failNext(String why) {
    fault = why;
  }

  @Override
  public synchronized boolean raise(Alert alert) {
    String broken = fault;
    fault = null;
    if (broken != null) {
      throw new IllegalStateException(broken);
    }
    boolean isNews =
        alerts.stream()
            .noneMatch(old -> old.kind().equals(alert.kind()) && old.once().equals(alert.once()));
    if (isNews) {
      alerts.add(alert);
    }
    return isNews;
  }

  @Override
  public synchronized Optional<Instant> lastTold(String kind, String beginning) {
    return alerts.reversed().stream()
        .filter(alert -> alert.kind().equals(kind) && alert.once().startsWith(beginning))
        .map(Alert::at)
        .findFirst();
  }

  @Override
  public synchronized List<Alert> latest(int limit) {
    return alerts.reversed().stream().limit(limit).toList();
  }

  /// All of them, the oldest first.
  public synchronized List<Alert> told() {
    return List.copyOf(alerts);
  }
}
