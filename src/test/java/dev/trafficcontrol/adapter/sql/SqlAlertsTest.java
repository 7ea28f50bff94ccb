package dev.trafficcontrol.adapter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SqlAlertsTest {

  @TempDir private Path home;
  private final Engine engine;
  private StoreUnderTest store;

  SqlAlertsTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void make() {
    store = engine.store(home);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void F88_alerts_are_kept_and_shown_newest_first() {
    Alert first = alert("burn-warn", "1", 1);
    Alert second = alert("breaker-open", "1", 2);
    SqlAlerts alerts = new SqlAlerts(store.open());
    assertThat(alerts.raise(first)).isTrue();
    assertThat(alerts.raise(second)).isTrue();
    store.close();
    SqlAlerts again = new SqlAlerts(store.open());
    assertThat(again.latest(10)).containsExactly(second, first);
    assertThat(again.latest(1)).containsExactly(second);
  }

  @Test
  void F89_the_same_news_is_kept_once_and_other_news_again() {
    SqlAlerts alerts = new SqlAlerts(store.open());
    assertThat(alerts.raise(alert("burn-warn", "window 1", 1))).isTrue();
    assertThat(alerts.raise(alert("burn-warn", "window 1", 2))).isFalse();
    assertThat(alerts.raise(alert("burn-warn", "window 2", 3))).isTrue();
    assertThat(alerts.latest(10)).hasSize(2);
  }

  @Test
  void when_news_was_last_told_is_found_by_how_its_name_begins() {
    SqlAlerts alerts = new SqlAlerts(store.open());
    alerts.raise(alert("burn-warn", "p_%1 since 1", 1));
    alerts.raise(alert("burn-warn", "p_%1 since 2", 2));
    alerts.raise(alert("burn-warn", "pxy1 since 3", 3));
    alerts.raise(alert("breaker-open", "p_%1 since 4", 4));
    assertThat(alerts.lastTold("burn-warn", "p_%1 since "))
        .contains(Instant.parse("2026-11-01T10:00:02Z"));
    assertThat(alerts.lastTold("burn-warn", "p_%2")).isEmpty();
  }

  private static Alert alert(String kind, String once, int second) {
    return new Alert(
        kind,
        Alert.Severity.WARNING,
        once,
        "$3.00 burned",
        Instant.parse("2026-11-01T10:00:00Z").plusSeconds(second));
  }
}
