package dev.trafficcontrol.adapter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertFacts;
import dev.trafficcontrol.alert.Answer;
import dev.trafficcontrol.alert.offer.Click;
import dev.trafficcontrol.alert.offer.Deed;
import dev.trafficcontrol.alert.offer.Offer;
import dev.trafficcontrol.alert.offer.Offers;
import dev.trafficcontrol.alert.offer.Offers.Posting;
import dev.trafficcontrol.alert.offer.Offers.Stale;
import dev.trafficcontrol.alert.offer.Offers.Taking;
import dev.trafficcontrol.alert.offer.Presser;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What was offered is taken once, as it was offered.
@ParameterizedClass
@EnumSource(Engine.class)
class SqlOffersTest {

  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final Posting POSTING = new Posting("ops", "M1", "C1", "test: news", "{}");
  private static final Deed RAISE =
      new Deed.Raise(
          new BudgetId(Scope.of(ScopeKind.KEY, "a/b"), Window.parse("calendar-day@Europe/Berlin")),
          Money.ofUsd("10"),
          Money.ofUsd("12.50"),
          Duration.ofMinutes(90));
  private static final List<Deed> DEEDS =
      List.of(
          new Deed.Pause(),
          new Deed.Kill(),
          RAISE,
          new Deed.Accept("T1", "R1"),
          new Deed.Reject("T1", "R1"),
          new Deed.Greet());

  @TempDir private Path home;
  private final Engine engine;
  private final AtomicInteger ids = new AtomicInteger();
  private StoreUnderTest store;
  private Database database;
  private Offers offers;

  SqlOffersTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void make() {
    store = engine.store(home);
    database = store.open();
    offers = node("n1");
  }

  private Offers node(String name) {
    return new SqlOffers(database, name, () -> "offer-" + ids.incrementAndGet());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Click click(Offer offer, String user, String key) {
    return new Click(
        offer.id(), offer.deed().kind(), new Presser("slack", user, "x"), "C1", "ts-1", key);
  }

  @Test
  void what_is_offered_is_kept_to_the_last_number_and_offered_again_as_it_was() {
    List<Offer> first = offers.offer(POSTING, DEEDS, NOON).open();
    assertThat(first).extracting(Offer::deed).isEqualTo(DEEDS);
    assertThat(offers.find(first.get(2).id())).contains(first.get(2));
    assertThat(offers.offer(POSTING, List.of(new Deed.Kill()), NOON.plusSeconds(9)).open())
        .isEqualTo(first);
  }

  @Test
  void F90_an_offer_is_taken_once_and_withdraws_the_others_about_the_same_thing() {
    List<Offer> open = offers.offer(POSTING, DEEDS, NOON).open();
    Offer raise = open.get(2);
    assertThat(offers.take(click(raise, "U1", "p1"), "raised …", NOON))
        .isEqualTo(new Taking.Taken(raise));
    assertThat(offers.take(click(raise, "U1", "p1"), "again", NOON)).isEqualTo(new Taking.Known());
    assertThat(offers.take(click(raise, "U2", "p2"), "again", NOON))
        .isEqualTo(new Taking.Over("This was answered already. raised …"));
    assertThat(offers.take(click(open.get(1), "U2", "p3"), "again", NOON))
        .isEqualTo(new Taking.Over("This was answered already. raised …"));
    assertThat(offers.take(click(open.get(3), "U2", "p4"), "accepted", NOON))
        .isInstanceOf(Taking.Taken.class);
    assertThat(offers.offer(POSTING, DEEDS, NOON))
        .as("what is sent again says what became of it")
        .isEqualTo(new Offers.Standing(List.of("raised …", "accepted"), List.of(open.get(5))));
  }

  @Test
  void F90_what_was_not_offered_so_or_there_or_is_too_old_is_not_taken() {
    Offer raise = offers.offer(POSTING, DEEDS, NOON).open().get(2);
    Presser anna = new Presser("slack", "U1", "anna");
    assertThat(offers.take(new Click("offer-99", "raise", anna, "C1", "t", "p"), "", NOON))
        .isInstanceOf(Taking.Over.class);
    assertThat(offers.take(new Click(raise.id(), "pause", anna, "C1", "t", "p"), "", NOON))
        .isInstanceOf(Taking.Over.class);
    assertThat(offers.take(new Click(raise.id(), "raise", anna, "C2", "t", "p"), "", NOON))
        .isInstanceOf(Taking.Over.class);
    Instant tomorrow = NOON.plus(Duration.ofDays(1));
    assertThat(offers.take(click(raise, "U1", "p"), "", tomorrow)).isInstanceOf(Taking.Over.class);
    assertThat(offers.take(click(raise, "U1", "p"), "", tomorrow.minusMillis(1)))
        .isInstanceOf(Taking.Taken.class);
  }

  @Test
  void F90_of_presses_at_once_at_two_nodes_one_is_taken() throws Exception {
    List<Offer> open = offers.offer(POSTING, DEEDS, NOON).open();
    List<Offers> nodes = List.of(offers, node("n2"));
    List<Future<Taking>> takings = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 24; i++) {
        Click click = click(open.get(i % 3), "U" + i, "p" + i);
        Offers at = nodes.get(i % 2);
        takings.add(threads.submit(() -> at.take(click, "", NOON)));
      }
    }
    int taken = 0;
    for (Future<Taking> taking : takings) {
      taken += taking.get() instanceof Taking.Taken ? 1 : 0;
    }
    assertThat(taken).isEqualTo(1);
    assertThat(offers.unfinished().size() + nodes.getLast().unfinished().size()).isEqualTo(1);
  }

  @Test
  void what_a_node_took_is_unfinished_until_it_ends_and_is_no_other_nodes() {
    Offer pause = offers.offer(POSTING, DEEDS, NOON).open().getFirst();
    offers.take(click(pause, "U1", "p"), "pressed", NOON);
    assertThat(node("n2").unfinished()).isEmpty();
    assertThat(offers.unfinished())
        .containsExactly(new Offers.Unfinished(pause, "slack:U1 (x)", NOON));
    offers.end(pause, "paused");
    assertThat(offers.unfinished()).isEmpty();
  }

  @Test
  void a_message_is_stale_until_its_channel_shows_the_newest_of_what_became_of_it() {
    List<Offer> open = offers.offer(POSTING, DEEDS, NOON).open();
    assertThat(offers.stale("ops", NOON)).isEmpty();
    offers.take(click(open.getFirst(), "U1", "p"), "pressed", NOON);
    Stale pressed = offers.stale("ops", NOON).orElseThrow();
    assertThat(pressed.as()).as("as whoever pressed met it").isEqualTo("ts-1");
    offers.sent("ops", "M1", "ts-2");
    offers.end(open.getFirst(), "paused");
    offers.shown(pressed);
    Stale paused = offers.stale("ops", NOON).orElseThrow();
    assertThat(paused.as()).isEqualTo("ts-2");
    assertThat(paused.posting()).isEqualTo(POSTING);
    assertThat(paused.standing())
        .isEqualTo(
            new Offers.Standing(List.of("paused"), List.of(open.get(3), open.get(4), open.get(5))));
    offers.again(paused, NOON.plusSeconds(5));
    assertThat(offers.stale("ops", NOON)).isEmpty();
    Stale later = offers.stale("ops", NOON.plusSeconds(5)).orElseThrow();
    assertThat(later.attempts()).isEqualTo(1);
    offers.shown(later);
    assertThat(offers.stale("ops", NOON.plusSeconds(5))).isEmpty();
    assertThat(offers.stale("other", NOON)).isEmpty();
  }

  @Test
  void what_an_alert_can_be_answered_with_is_kept_with_it() {
    Alert alert =
        new Alert(
            "kind",
            Alert.Severity.INFO,
            "once",
            "text",
            NOON,
            AlertFacts.NONE.answeredBy(
                List.of(
                    new Answer.Pause(),
                    new Answer.Kill(),
                    new Answer.Raise(
                        new BudgetId(Scope.GLOBAL, Window.ROLLING_DAY), Money.ofUsd("10")),
                    new Answer.Accept("T1", "R1"),
                    new Answer.Reject("T1", "R1"),
                    new Answer.Greet())));
    SqlAlerts alerts = new SqlAlerts(database);
    alerts.raise(alert);
    assertThat(alerts.latest(1)).containsExactly(alert);
  }
}
