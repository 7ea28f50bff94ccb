package dev.trafficcontrol.app.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.sql.Database;
import dev.trafficcontrol.adapter.sql.SqlAlerts;
import dev.trafficcontrol.adapter.sql.SqlFigures;
import dev.trafficcontrol.adapter.sql.SqlOutbox;
import dev.trafficcontrol.adapter.webhook.SignedWebhook;
import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.Alert.Severity;
import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.alert.AlertOutbox.Delivery;
import dev.trafficcontrol.alert.AlertSink;
import dev.trafficcontrol.alert.Courier;
import dev.trafficcontrol.alert.DailySummary;
import dev.trafficcontrol.alert.Routing;
import dev.trafficcontrol.alert.SampleMessages;
import dev.trafficcontrol.cli.Json;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import dev.trafficcontrol.testing.WebReceiver;
import dev.trafficcontrol.testing.WebReceiver.Answer;
import dev.trafficcontrol.testing.WebReceiver.Post;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real threads, real HTTP, real files: nothing is lost, nothing is doubled by id.
@Timeout(120)
class CouriersTest {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final BudgetView NEARLY_SPENT =
      new BudgetView(
          new BudgetId(Scope.GLOBAL, Window.ROLLING_DAY),
          Limit.of(Money.ofUsd("10")),
          Money.ofUsd("8"),
          Money.ZERO);

  @TempDir Path home;

  private final WebReceiver receiver = new WebReceiver();
  private StoreUnderTest store;
  private Database database;
  private Routing routing;

  @BeforeEach
  void open() {
    store = Engine.SQLITE.store(home);
    database = store.open();
    routing = routing("ops", "other");
  }

  @AfterEach
  void close() {
    receiver.close();
    store.close();
  }

  private static Routing routing(String... targets) {
    return new Routing(
        "H1",
        List.of(targets).stream().map(name -> new Routing.Route(name, Severity.INFO)).toList(),
        Optional.empty());
  }

  private Courier courier(String target, AlertSink sink) {
    return new Courier(
        target,
        sink,
        new SqlOutbox(database),
        routing,
        new Courier.Letterhead("test", _ -> List.of()),
        new Random(1));
  }

  private Couriers start(Map<String, AlertSink> sinks) {
    Map<String, Courier> couriers = new LinkedHashMap<>();
    sinks.forEach((name, sink) -> couriers.put(name, courier(name, sink)));
    return Couriers.start(couriers, new SqlOutbox(database), CLOCK);
  }

  private AlertSink webhook() {
    return new SignedWebhook(
        receiver.uri("/hook"), Optional.of("secret"), CLOCK, Duration.ofSeconds(1));
  }

  private void raise(AlertLog log, int number) {
    Alert alert = new Alert("kind", Severity.CRITICAL, "news " + number, "text", CLOCK.instant());
    assertThat(log.raise(alert)).isTrue();
  }

  private boolean isAllDelivered(String target) {
    return new SqlOutbox(database)
        .latest(100).stream()
            .flatMap(told -> told.deliveries().stream())
            .filter(one -> one.target().equals(target))
            .allMatch(one -> one.state() == Delivery.State.DELIVERED);
  }

  @Test
  void a_receiver_that_fails_hangs_and_recovers_has_everything_once() {
    routing = routing("ops");
    try (Couriers couriers = start(Map.of("ops", webhook()))) {
      AlertLog log = new AnnouncedAlerts(new SqlAlerts(database, routing, CLOCK), couriers::wake);
      List<Answer> troubles = List.of(new Answer(500), new Answer(0), new Answer(503));
      int number = 0;
      for (Answer trouble : troubles) {
        receiver.answers(trouble);
        int before = receiver.posts().size();
        for (int i = 0; i < 3; i++) {
          raise(log, number++);
        }
        await().atMost(LONG).until(() -> receiver.posts().size() > before);
      }
      receiver.answers(new Answer(200));
      await().atMost(LONG).until(() -> isAllDelivered("ops"));
      assertThat(newsById()).hasSize(number).doesNotHaveDuplicates();
    }
  }

  /// What a receiver keeps that drops the ids it knows.
  private List<String> newsById() {
    List<String> ids = new ArrayList<>();
    List<String> news = new ArrayList<>();
    for (Post post : receiver.posts()) {
      if (!ids.contains(post.header("TrafficControl-Delivery"))) {
        ids.add(post.header("TrafficControl-Delivery"));
        Json.read(post.body()).objects("alerts").forEach(alert -> news.add(alert.text("name")));
      }
    }
    return news;
  }

  @Test
  void a_target_that_hangs_holds_up_no_other_and_no_end() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    AlertSink hanging =
        _ -> {
          hangs.countDown();
          never.await();
          return new AlertSink.Outcome.Delivered();
        };
    try (Couriers couriers = start(Map.of("ops", hanging, "other", webhook()))) {
      AlertLog log = new AnnouncedAlerts(new SqlAlerts(database, routing, CLOCK), couriers::wake);
      raise(log, 1);
      await().atMost(LONG).until(() -> hangs.getCount() == 0);
      raise(log, 2);
      await().atMost(LONG).until(() -> isAllDelivered("other"));
    }
    assertThat(receiver.posts()).hasSize(2);
    assertThat(isAllDelivered("ops")).isFalse();
  }

  @Test
  void an_attempt_that_never_ends_is_ended_and_tried_another_time() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    AlertSink endless =
        _ -> {
          try {
            new CountDownLatch(1).await();
          } finally {
            interrupted.countDown();
          }
          return new AlertSink.Outcome.Delivered();
        };
    assertThat(new TimeLimited(endless, Duration.ofMillis(20)).deliver(SampleMessages.whole()))
        .isEqualTo(new AlertSink.Outcome.Later("it was not done within 0 s"));
    assertThat(interrupted.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void what_nobody_hinted_at_is_found_by_looking() {
    try (Couriers _ = start(Map.of("ops", webhook()))) {
      raise(new SqlAlerts(database, routing, CLOCK), 1);
      await().atMost(LONG).until(() -> receiver.posts().size() == 1);
    }
  }

  @Test
  void what_waited_for_more_than_a_day_for_a_target_that_is_gone_is_given_up_by_itself() {
    routing = routing("gone");
    raise(new SqlAlerts(database, routing, () -> CLOCK.instant().minus(Duration.ofHours(25))), 1);
    raise(new SqlAlerts(database, routing, CLOCK), 2);
    SqlOutbox outbox = new SqlOutbox(database);
    try (Couriers _ = start(Map.of("ops", webhook()))) {
      await().atMost(LONG).until(() -> states(outbox).contains(Delivery.State.GIVEN_UP));
    }
    assertThat(states(outbox)).containsExactly(Delivery.State.QUEUED, Delivery.State.GIVEN_UP);
    assertThat(receiver.posts()).isEmpty();
  }

  private static List<Delivery.State> states(SqlOutbox outbox) {
    return outbox.latest(9).stream()
        .flatMap(told -> told.deliveries().stream().map(Delivery::state))
        .toList();
  }

  @Test
  void the_summary_of_a_day_is_told_once_from_its_time_on() {
    SqlAlerts alerts = new SqlAlerts(database, routing, CLOCK);
    Instant[] now = {Instant.parse("2026-11-02T12:00:00Z")};
    Summarist summarist =
        new Summarist(
            new DailySummary(
                LocalTime.of(8, 0),
                ZoneId.of("Europe/Zurich"),
                Instant.parse("2026-11-02T22:59:00Z")),
            new SqlFigures(database),
            () -> List.of(NEARLY_SPENT),
            alerts,
            () -> now[0]);
    summarist.look();
    now[0] = Instant.parse("2026-11-03T06:59:59Z");
    summarist.look();
    assertThat(alerts.latest(9)).as("nothing of days before there was a home").isEmpty();
    now[0] = Instant.parse("2026-11-03T07:00:00Z");
    summarist.look();
    now[0] = Instant.parse("2026-11-03T22:59:59Z");
    summarist.look();
    assertThat(alerts.latest(9))
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.once()).isEqualTo("2026-11-02");
          assertThat(alert.severity()).isEqualTo(Severity.INFO);
          assertThat(alert.message())
              .startsWith("On 2026-11-02 $0.00 were spent; 0 runs done")
              .contains("near their limits now: global/rolling-day $8.00 of $10.00");
        });
    now[0] = Instant.parse("2026-11-04T07:00:00Z");
    summarist.look();
    assertThat(alerts.latest(9)).hasSize(2);
  }
}
