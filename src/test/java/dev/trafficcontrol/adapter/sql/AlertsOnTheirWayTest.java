package dev.trafficcontrol.adapter.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.Alert.Severity;
import dev.trafficcontrol.alert.AlertFacts;
import dev.trafficcontrol.alert.AlertFacts.Standing;
import dev.trafficcontrol.alert.AlertOutbox.Claim;
import dev.trafficcontrol.alert.AlertOutbox.Delivery;
import dev.trafficcontrol.alert.AlertOutbox.Delivery.State;
import dev.trafficcontrol.alert.AlertOutbox.Ending;
import dev.trafficcontrol.alert.AlertOutbox.Parcel;
import dev.trafficcontrol.alert.AlertOutbox.Told;
import dev.trafficcontrol.alert.AlertSink.Outcome;
import dev.trafficcontrol.alert.Courier;
import dev.trafficcontrol.alert.Message;
import dev.trafficcontrol.alert.PlayedSink;
import dev.trafficcontrol.alert.QuietHours;
import dev.trafficcontrol.alert.Routing;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// From the moment an alert is raised until its target has it, in virtual time.
@ParameterizedClass
@EnumSource(Engine.class)
class AlertsOnTheirWayTest {

  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path home;
  private final Engine engine;
  private final PlayedSink ops = new PlayedSink();
  private final PlayedSink pager = new PlayedSink();
  private StoreUnderTest store;
  private Database database;
  private Routing routing =
      new Routing(
          "H1",
          List.of(
              new Routing.Route("ops", Severity.INFO),
              new Routing.Route("pager", Severity.CRITICAL)),
          Optional.empty());
  private Instant now = NOON;
  private int number;

  AlertsOnTheirWayTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void open() {
    store = engine.store(home);
    database = store.open();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Alert raise(Severity severity) {
    return raise(severity, AlertFacts.NONE);
  }

  private Alert raise(Severity severity, AlertFacts facts) {
    Alert alert = new Alert("kind-" + number % 3, severity, "news " + number++, "text", now, facts);
    assertThat(new SqlAlerts(database, routing, () -> now).raise(alert)).isTrue();
    return alert;
  }

  private Courier courier(String target, PlayedSink sink, Database at) {
    return new Courier(
        target,
        sink,
        new SqlOutbox(at),
        routing,
        new Courier.Letterhead("test", _ -> List.of()),
        new Random(7));
  }

  private void work(String target, PlayedSink sink) {
    try {
      Courier courier = courier(target, sink, database);
      while (courier.step(() -> now).isPresent()) {
        // until nothing is due
      }
    } catch (InterruptedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void work() {
    work("ops", ops);
    work("pager", pager);
  }

  /// Lets time pass in steps, looking at each.
  private void pass(Duration time, Duration step) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plus(step);
      work();
    }
  }

  private Delivery delivery(String target) {
    return new SqlOutbox(database)
        .latest(1).getFirst().deliveries().stream()
            .filter(one -> one.target().equals(target))
            .findFirst()
            .orElseThrow();
  }

  private static Outcome busy() {
    return new Outcome.Later("busy");
  }

  @Test
  void an_alert_goes_once_to_each_target_that_wants_it_and_is_kept_with_its_facts() {
    AlertFacts facts =
        new AlertFacts(
            new Standing("global/total", Money.ofUsd("1"), Money.ofUsd("0.5"), Money.ofUsd("2")),
            Money.ofUsd("0.30"),
            "done",
            "ask",
            "otherwise",
            List.of("trafficctl status"));
    Alert quiet = raise(Severity.WARNING, facts);
    Alert loud = raise(Severity.CRITICAL);
    work();
    work();
    assertThat(ops.arrived())
        .extracting(Message::alerts)
        .containsExactly(List.of(quiet), List.of(loud));
    assertThat(pager.arrived()).extracting(Message::alerts).containsExactly(List.of(loud));
    assertThat(ops.arrived()).extracting(Message::environment).containsOnly("test");
    assertThat(new SqlOutbox(database).latest(1))
        .singleElement()
        .satisfies(told -> {
          assertThat(told.alert()).isEqualTo(loud);
          assertThat(told.deliveries())
              .containsExactly(
                  new Delivery("ops", State.DELIVERED, 1, NOON, ""),
                  new Delivery("pager", State.DELIVERED, 1, NOON, ""));
        });
  }

  @Test
  void F89_the_same_news_is_sent_once_however_often_it_is_raised() {
    Alert alert = raise(Severity.CRITICAL);
    work();
    assertThat(new SqlAlerts(database, routing, () -> now).raise(alert)).isFalse();
    work();
    assertThat(ops.arrived()).hasSize(1);
    assertThat(pager.arrived()).hasSize(1);
  }

  @Test
  void F88_an_alert_that_was_kept_is_sent_also_by_the_next_process() {
    Alert alert = raise(Severity.INFO);
    store.close();
    database = store.open();
    work();
    assertThat(ops.kept()).containsExactly(alert);
  }

  @Test
  void what_was_sent_but_not_noted_is_sent_again_under_the_same_id_once_its_claim_runs_out() {
    Alert alert = raise(Severity.CRITICAL);
    pager.next(() -> {
      throw new PlayedSink.Died();
    });
    assertThatThrownBy(() -> work("pager", pager)).isInstanceOf(PlayedSink.Died.class);
    work("pager", pager);
    assertThat(pager.arrived()).as("somebody may still be sending it").hasSize(1);
    pass(Duration.ofMinutes(3), Duration.ofSeconds(10));
    assertThat(pager.arrived()).hasSize(2);
    assertThat(pager.kept()).as("its receiver drops the repeat").containsExactly(alert);
    assertThat(delivery("pager"))
        .isEqualTo(new Delivery("pager", State.DELIVERED, 2, now.minusSeconds(60), ""));
  }

  @Test
  void a_group_that_was_sent_but_not_noted_stays_the_same_group() {
    List<Alert> first = raiseMany(6);
    ops.next(() -> {
      throw new PlayedSink.Died();
    });
    assertThatThrownBy(() -> work("ops", ops)).isInstanceOf(PlayedSink.Died.class);
    List<Alert> second = raiseMany(7);
    pass(Duration.ofMinutes(3), Duration.ofSeconds(10));
    assertThat(ops.arrived()).extracting(Message::alerts).containsExactly(first, first, second);
    assertThat(ops.kept()).hasSize(13).doesNotHaveDuplicates();
  }

  private List<Alert> raiseMany(int count) {
    List<Alert> raised = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      raised.add(raise(Severity.INFO));
    }
    return raised;
  }

  @Test
  void a_claim_that_has_run_out_notes_nothing_any_more() {
    raise(Severity.CRITICAL);
    SqlOutbox outbox = new SqlOutbox(database);
    Parcel first = outbox.claim("ops", new Claim("a", now, now.plusSeconds(120))).orElseThrow();
    assertThat(outbox.claim("ops", new Claim("b", now, now.plusSeconds(120)))).isEmpty();
    now = now.plusSeconds(121);
    Parcel second = outbox.claim("ops", new Claim("b", now, now.plusSeconds(120))).orElseThrow();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(outbox.end(first, new Ending.GivenUp(now, "late"))).isFalse();
    assertThat(outbox.end(second, new Ending.Delivered(now))).isTrue();
    assertThat(delivery("ops").state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void several_nodes_never_send_the_same_message() throws Exception {
    int alerts = 40;
    List<Database> nodes = List.of(database, store.open());
    Set<String> claimed = ConcurrentHashMap.newKeySet();
    List<Parcel> taken = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < alerts; i++) {
        raise(Severity.INFO);
        List<Future<Optional<Parcel>>> claims = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          Database node = nodes.get(thread % 2);
          String by = i + "-" + thread;
          claims.add(
              threads.submit(() ->
                  new SqlOutbox(node).claim("ops", new Claim(by, now, now.plusSeconds(120)))));
        }
        for (Future<Optional<Parcel>> claim : claims) {
          claim.get().ifPresent(taken::add);
        }
        taken.forEach(parcel -> {
          claimed.add(parcel.id());
          new SqlOutbox(database).end(parcel, new Ending.Delivered(now));
        });
      }
    }
    assertThat(taken).hasSize(alerts);
    assertThat(claimed).hasSize(alerts);
  }

  @Test
  void more_than_five_that_wait_are_one_message_and_five_are_five() {
    raiseMany(5);
    work();
    assertThat(ops.arrived()).hasSize(5);
    List<Alert> many = raiseMany(6);
    work();
    assertThat(ops.arrived()).hasSize(6);
    assertThat(ops.arrived().getLast().alerts()).isEqualTo(many);
    assertThat(ops.arrived().getLast().kinds().values()).containsOnly(2L);
  }

  @Test
  void while_a_target_fails_what_comes_gathers_to_one_message() {
    ops.always(AlertsOnTheirWayTest::busy);
    Alert first = raise(Severity.INFO);
    work();
    List<Alert> during = new ArrayList<>();
    for (int minute = 0; minute < 9; minute++) {
      during.add(raise(Severity.INFO));
      pass(Duration.ofMinutes(1), Duration.ofSeconds(5));
    }
    assertThat(ops.arrived()).extracting(Message::alerts).containsOnly(List.of(first));
    ops.always(Outcome.Delivered::new);
    pass(Duration.ofMinutes(6), Duration.ofSeconds(5));
    assertThat(ops.arrived()).extracting(Message::alerts).contains(during);
    assertThat(ops.kept()).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void a_message_that_its_target_can_not_stomach_does_not_keep_the_others_from_it_for_ever() {
    ops.next(AlertsOnTheirWayTest::busy);
    Alert poison = raise(Severity.INFO);
    work();
    Alert after = raise(Severity.CRITICAL);
    for (int minute = 0; minute < 11; minute++) {
      ops.always(AlertsOnTheirWayTest::busy);
      now = now.plusSeconds(50);
      work();
      ops.always(() ->
          ops.arrived().getLast().alerts().contains(poison) ? busy() : new Outcome.Delivered());
      now = now.plusSeconds(10);
      work();
    }
    assertThat(ops.arrived()).extracting(Message::alerts).contains(List.of(after));
  }

  @Test
  void a_target_is_tried_ever_more_seldom_then_left_in_peace_and_that_is_told() {
    ops.always(AlertsOnTheirWayTest::busy);
    raise(Severity.CRITICAL);
    work();
    List<Duration> pauses = new ArrayList<>();
    while (pauses.size() < 12) {
      pauses.add(Duration.between(now, delivery("ops").at()));
      now = delivery("ops").at();
      work("ops", ops);
    }
    assertThat(pauses.getFirst()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(pauses.get(3)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    assertThat(pauses.getLast()).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    now = NOON.plus(HOUR.multipliedBy(24)).minusSeconds(1);
    work("ops", ops);
    assertThat(delivery("ops").state()).isEqualTo(State.QUEUED);
    now = delivery("ops").at();
    work("ops", ops);
    assertThat(delivery("ops").error()).isEqualTo("not within 24 h: busy");
    assertThat(new SqlOutbox(database).troubles(NOON))
        .singleElement()
        .satisfies(trouble -> assertThat(trouble.state()).isEqualTo(State.GIVEN_UP));
    assertThat(new SqlOutbox(database).troubles(now.plusSeconds(1))).isEmpty();
  }

  @Test
  void what_is_told_long_after_it_happened_is_tried_for_a_day_as_everything_else() {
    ops.always(AlertsOnTheirWayTest::busy);
    Instant happened = now;
    now = now.plus(Duration.ofDays(3));
    Alert late = new Alert("breaker-open", Severity.CRITICAL, "late", "text", happened);
    assertThat(new SqlAlerts(database, routing, () -> now).raise(late)).isTrue();
    SqlOutbox outbox = new SqlOutbox(database);
    assertThat(
            outbox.giveUpUnserved(
                List.of("mail"), now.minus(HOUR.multipliedBy(24)), new Ending.GivenUp(now, "gone")))
        .as("nor is it given up at once where nobody serves its target")
        .isZero();
    work();
    assertThat(delivery("ops")).extracting(Delivery::state).isEqualTo(State.QUEUED);
    now = now.plus(HOUR.multipliedBy(24)).minusSeconds(1);
    work();
    assertThat(delivery("ops").state()).isEqualTo(State.QUEUED);
    now = delivery("ops").at();
    work();
    assertThat(delivery("ops").state()).isEqualTo(State.GIVEN_UP);
  }

  @Test
  void a_target_that_asks_for_peace_gets_it_but_not_for_ever() {
    ops.next(
        () -> new Outcome.Later("busy", Optional.of(Duration.ofMinutes(20))),
        () -> new Outcome.Later("busy", Optional.of(Duration.ofDays(300))));
    raise(Severity.CRITICAL);
    work();
    assertThat(delivery("ops").at()).isEqualTo(NOON.plus(Duration.ofMinutes(20)));
    pass(Duration.ofMinutes(20), Duration.ofMinutes(1));
    assertThat(delivery("ops").at()).isEqualTo(now.plus(HOUR));
  }

  @Test
  void what_is_refused_for_good_is_given_up_at_once_with_the_reason() {
    ops.next(() -> new Outcome.Refused("404", "look"));
    raise(Severity.CRITICAL);
    work();
    assertThat(delivery("ops")).isEqualTo(new Delivery("ops", State.GIVEN_UP, 1, NOON, "404"));
    Alert next = raise(Severity.CRITICAL);
    work();
    assertThat(ops.arrived().getLast().alerts()).containsExactly(next);
  }

  @Test
  void a_sink_that_breaks_is_tried_again() {
    ops.next(() -> {
      throw new IllegalStateException("a bug");
    });
    Alert alert = raise(Severity.INFO);
    work();
    assertThat(delivery("ops").error()).contains("a bug");
    pass(Duration.ofSeconds(2), Duration.ofSeconds(1));
    assertThat(ops.kept()).containsExactly(alert);
    assertThat(delivery("ops").state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void in_quiet_hours_only_what_asks_something_of_somebody_goes_out() {
    routing =
        new Routing(
            "H1",
            List.of(new Routing.Route("ops", Severity.INFO)),
            Optional.of(QuietHours.parse("22:00-07:00", ZoneOffset.ofHours(1))));
    now = Instant.parse("2026-11-02T20:59:00Z");
    Alert before = raise(Severity.INFO);
    work();
    now = Instant.parse("2026-11-02T21:00:00Z");
    Alert info = raise(Severity.INFO);
    Alert warning = raise(Severity.WARNING);
    Alert asking =
        raise(Severity.WARNING, new AlertFacts(null, null, "", "say yes", "", List.of()));
    Alert critical = raise(Severity.CRITICAL);
    work();
    assertThat(ops.kept()).containsExactly(before, asking, critical);
    pass(Duration.ofHours(8).plusMinutes(50), Duration.ofMinutes(10));
    assertThat(ops.kept()).as("until seven, local time").hasSize(3);
    now = Instant.parse("2026-11-03T06:00:00Z");
    work();
    assertThat(ops.kept()).containsExactly(before, asking, critical, info, warning);
  }

  @Test
  void what_waits_for_a_target_that_is_gone_is_given_up_after_a_day() {
    raise(Severity.INFO);
    SqlOutbox outbox = new SqlOutbox(database);
    Ending.GivenUp gone = new Ending.GivenUp(now, "gone");
    assertThat(outbox.giveUpUnserved(List.of("ops"), now.plusSeconds(1), gone)).isZero();
    assertThat(outbox.giveUpUnserved(List.of("mail"), now, gone)).isZero();
    assertThat(outbox.giveUpUnserved(List.of("mail"), now.plusSeconds(1), gone)).isEqualTo(1);
    assertThat(outbox.latest(1))
        .extracting(Told::deliveries)
        .containsExactly(List.of(new Delivery("ops", State.GIVEN_UP, 0, now, "gone")));
  }
}
