package dev.trafficcontrol.app.alerting;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tells whoever sends alerts that there is a new one. A hint: they look by themselves too.
public record AnnouncedAlerts(AlertLog log, Runnable hint) implements AlertLog {

  @Override
  public boolean raise(Alert alert) {
    boolean isNews = log.raise(alert);
    if (isNews) {
      hint.run();
    }
    return isNews;
  }

  @Override
  public Optional<Instant> lastTold(String kind, String beginning) {
    return log.lastTold(kind, beginning);
  }

  @Override
  public List<Alert> latest(int limit) {
    return log.latest(limit);
  }
}
