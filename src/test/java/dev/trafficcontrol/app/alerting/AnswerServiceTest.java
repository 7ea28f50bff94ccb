package dev.trafficcontrol.app.alerting;

import static dev.trafficcontrol.app.alerting.AnswerRig.ANNA;
import static dev.trafficcontrol.app.alerting.AnswerRig.BOB;
import static dev.trafficcontrol.app.alerting.AnswerRig.BUDGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.alert.Answer;
import dev.trafficcontrol.alert.offer.Click;
import dev.trafficcontrol.alert.offer.Offers;
import dev.trafficcontrol.alert.offer.Presser;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.RaiseBudget;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.slack.SlackStandIn;
import dev.trafficcontrol.testing.slack.SlackStandIn.Press;
import dev.trafficcontrol.testing.slack.SlackStandIn.Shown;
import dev.trafficcontrol.testing.slack.SlackStandIn.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A press is done at most once, as it was offered, whatever becomes of envelopes, connections,
/// calls and processes.
@Timeout(120)
class AnswerServiceTest {

  private static final String RAISE = "Raise to $12.50: global/rolling-day";

  @TempDir Path home;
  private AnswerRig rig;

  @BeforeEach
  void open() {
    rig = new AnswerRig(home);
  }

  @AfterEach
  void close() {
    rig.close();
    assertThat(rig.slack.complaints()).as("what Slack would not have taken").isEmpty();
  }

  @Test
  void F90_of_many_presses_at_once_by_several_people_one_is_done() {
    rig.start();
    Shown message = rig.raiseOffered();
    List<String> envelopes =
        IntStream.range(0, 20)
            .mapToObj(i -> rig.slack.press(message.click(RAISE), i % 2 == 0 ? ANNA : BOB, "x"))
            .toList();
    envelopes.forEach(rig::awaitAcknowledged);
    rig.awaitSaid(message, "was raised from $10.00 to $12.50");
    await().atMost(Duration.ofSeconds(30)).until(() -> rig.slack.whispers().size() == 19);
    assertThat(rig.raisesInBook()).isEqualTo(1);
    assertThat(rig.limit()).isEqualTo("12.50");
  }

  @Test
  void F90_a_forged_value_a_forged_action_and_another_channel_do_nothing() {
    rig.start();
    Shown message = rig.raiseOffered();
    Press raise = message.click(RAISE);
    rig.slack.press(raise.withValue("{\"to\":\"1000\"}"), ANNA, "anna");
    rig.awaitWhisper("none of those that this TrafficControl offers");
    rig.slack.press(message.click("Pause").withAction("tc-raise-1"), ANNA, "anna");
    rig.awaitWhisper("not offered like this");
    rig.slack.press(raise.in("C0OTHER"), ANNA, "anna");
    await().atMost(Duration.ofSeconds(30)).until(() -> rig.slack.whispers().size() == 3);
    assertThat(rig.raisesInBook()).isZero();

    rig.slack.press(raise, ANNA, "anna");
    rig.awaitSaid(message, "was raised");
    assertThat(rig.limit()).as("as it was offered").isEqualTo("12.50");
  }

  @Test
  void F90_a_press_for_a_limit_that_has_moved_is_refused_with_a_sentence() {
    rig.start();
    Shown message = rig.raiseOffered();
    rig.ledger.ask(new SetBudget(BUDGET, Limit.of(Money.ofUsd("3")), "owner", "moved"));
    rig.slack.press(message, RAISE, ANNA, "anna");
    Shown refused = rig.awaitSaid(message, "It was not done");
    assertThat(refused.text())
        .contains("was to be raised from 10.00, and is 3.00 by now", "<@U0ANNA> pressed");
    assertThat(refused.buttons()).isEmpty();
    assertThat(rig.limit()).isEqualTo("3.00");
  }

  @Test
  void answers_about_other_things_stay_where_one_was_given() {
    rig.start();
    rig.alert(
        new Answer.Accept("T1", "R1"),
        new Answer.Reject("T1", "R1"),
        new Answer.Raise(BUDGET, Money.ofUsd("10")));
    Shown message = rig.awaitAlert();
    assertThat(message.buttons()).containsExactly("Accept T1", "Reject T1", RAISE);
    rig.slack.press(message, RAISE, ANNA, "anna");
    assertThat(rig.awaitSaid(message, "was raised").buttons())
        .containsExactly("Accept T1", "Reject T1");
  }

  @Test
  void a_press_that_is_told_again_after_a_lost_acknowledgement_is_done_once() {
    rig.start();
    Shown message = rig.raiseOffered();
    rig.slack.loseAcknowledgements(true);
    String envelope = rig.slack.press(message, RAISE, ANNA, "anna");
    rig.awaitSaid(message, "was raised");
    rig.slack.loseAcknowledgements(false);
    rig.slack.drop();
    rig.awaitAcknowledged(envelope);
    assertThat(rig.raisesInBook()).isEqualTo(1);
    assertThat(rig.slack.whispers()).as("nobody is told off for Slack's repetition").isEmpty();
  }

  @Test
  void what_was_pressed_while_the_connection_was_lost_is_done_when_it_is_back() {
    rig.start();
    Shown message = rig.raiseOffered();
    rig.awaitConnections(1);
    rig.slack.fail("apps.connections.open", Trouble.of(500), Trouble.error("internal_error"));
    rig.slack.drop();
    String envelope = rig.slack.press(message, RAISE, ANNA, "anna");
    rig.awaitAcknowledged(envelope);
    rig.awaitSaid(message, "was raised");
    assertThat(rig.raisesInBook()).isEqualTo(1);
  }

  @Test
  void where_slack_wants_a_new_connection_it_is_opened_before_the_old_one_is_left() {
    rig.start();
    Shown message = rig.raiseOffered();
    rig.awaitConnections(1);
    rig.slack.send("{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}");
    rig.awaitConnections(2);
    rig.slack.press(message, RAISE, ANNA, "anna");
    rig.awaitSaid(message, "was raised");
  }

  @Test
  void what_slack_sends_that_is_no_press_is_acknowledged_and_what_is_no_json_is_survived() {
    rig.start();
    Shown message = rig.raiseOffered();
    rig.awaitConnections(1);
    rig.slack.ping();
    rig.slack.send("not json");
    rig.slack.send("{\"type\":\"events_api\",\"envelope_id\":\"other\",\"payload\":{\"type\":7}}");
    rig.slack.send("{\"type\":\"interactive\",\"envelope_id\":\"empty\",\"payload\":[]}");
    rig.awaitAcknowledged("other");
    rig.awaitAcknowledged("empty");
    rig.slack.press(message, RAISE, ANNA, "anna");
    rig.awaitSaid(message, "was raised");
  }

  @Test
  void an_alert_that_slack_does_not_take_comes_once_when_it_is_well_again() {
    rig.slack.fail(
        "chat.postMessage",
        new Trouble(429, "", Map.of("Retry-After", "1")),
        Trouble.of(500),
        Trouble.error("internal_error"));
    rig.start();
    Shown message = rig.raiseOffered();
    rig.slack.press(message, RAISE, ANNA, "anna");
    rig.awaitSaid(message, "was raised");
    assertThat(rig.slack.messages()).hasSize(1);
  }

  @Test
  void a_message_that_stands_twice_offers_the_same_things_once() {
    rig.slack.fail("chat.postMessage", new Trouble(-1, "", Map.of()));
    rig.start();
    Shown second = rig.raiseOffered();
    await().atMost(Duration.ofSeconds(30)).until(() -> rig.slack.messages().size() == 2);
    List<Shown> both = rig.slack.messages();
    assertThat(both.getFirst().click(RAISE).value()).isEqualTo(both.getLast().click(RAISE).value());
    rig.slack.press(both.getFirst(), RAISE, ANNA, "anna");
    rig.awaitSaid(both.getLast(), "was raised");
    rig.slack.press(second.click(RAISE), BOB, "bob");
    rig.awaitWhisper("answered already");
    assertThat(rig.raisesInBook()).isEqualTo(1);
  }

  @Test
  void what_came_of_a_press_is_shown_when_slack_is_back_also_by_the_next_process() {
    rig.start();
    Shown message = rig.raiseOffered();
    rig.slack.fail("chat.update", Trouble.of(503), Trouble.of(503));
    rig.slack.press(message, RAISE, ANNA, "anna");
    await().atMost(Duration.ofSeconds(30)).until(() -> rig.limit().equals("12.50"));
    rig.restart();
    assertThat(rig.awaitSaid(message, "was raised").buttons()).isEmpty();
    assertThat(rig.raisesInBook()).isEqualTo(1);
  }

  @Test
  void F90_what_a_process_took_and_did_not_do_is_told_and_not_done_by_the_next() {
    rig.start();
    Shown message = rig.raiseOffered();
    rig.stop();
    rig.reopen();
    take(message);
    rig.start();
    Shown told = rig.awaitSaid(message, "It was not done: TrafficControl ended in between");
    assertThat(told.buttons()).isEmpty();
    assertThat(rig.raisesInBook()).isZero();
  }

  @Test
  void F90_what_a_process_did_and_could_not_say_is_found_in_the_ledger_and_told_by_the_next() {
    rig.start();
    Shown message = rig.raiseOffered();
    rig.stop();
    rig.reopen();
    take(message);
    rig.ledger.ask(
        new RaiseBudget(
            BUDGET,
            Limit.of(Money.ofUsd("12.50")),
            Instant.now().plus(Duration.ofHours(2)),
            "slack:U0ANNA (anna)",
            "by Slack"));
    rig.start();
    rig.awaitSaid(message, "was raised from $10.00 to $12.50 for 2h by <@U0ANNA>");
    assertThat(rig.raisesInBook()).isEqualTo(1);
  }

  /// As a process does that dies right after.
  private void take(Shown message) {
    assertThat(
            rig.offers.take(
                new Click(
                    message.click(RAISE).value(),
                    "raise",
                    new Presser("slack", ANNA, "anna"),
                    SlackStandIn.CHANNEL,
                    message.ts(),
                    "a press"),
                "pressed …",
                Instant.now()))
        .isInstanceOf(Offers.Taking.Taken.class);
  }

  @Test
  void while_one_press_takes_its_time_others_are_answered_and_alerts_go_out() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    rig.around =
        control ->
            (request, sender, live) -> {
              begun.countDown();
              try {
                mayEnd.await();
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
              return control.ask(request, sender, live);
            };
    rig.start();
    Shown message = rig.raiseOffered();
    String envelope = rig.slack.press(message, RAISE, ANNA, "anna");
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    rig.awaitAcknowledged(envelope);
    rig.awaitSaid(message, "pressed “Raise to $12.50: global/rolling-day”");
    rig.slack.press(message.click(RAISE), BOB, "bob");
    rig.awaitWhisper("answered already");
    rig.alert();
    rig.awaitAlert();
    mayEnd.countDown();
    rig.awaitSaid(message, "was raised");
  }

  @Test
  void while_slack_hangs_presses_are_done_all_the_same_and_told_when_it_answers_again() {
    rig.start();
    Shown first = rig.raiseOffered();
    rig.slack.fail("chat.update", Trouble.of(0));
    rig.slack.press(first, RAISE, ANNA, "anna");
    await().atMost(Duration.ofSeconds(30)).until(() -> rig.limit().equals("12.50"));
    rig.awaitSaid(first, "was raised");
    assertThat(rig.raisesInBook()).isEqualTo(1);
  }

  @Test
  void the_button_of_a_test_alert_shows_that_presses_arrive() {
    rig.start();
    rig.alert(new Answer.Greet());
    Shown message = rig.awaitAlert();
    rig.slack.press(message, "Try the button", ANNA, "anna");
    assertThat(rig.awaitSaid(message, "The button works: it was pressed by <@U0ANNA>").buttons())
        .isEmpty();
  }

  @Test
  void in_production_no_default_offers_a_raise() {
    rig.environment = "production";
    rig.start();
    assertThat(rig.raiseOffered().buttons()).containsExactly("Pause");
  }

  @Test
  void in_production_a_step_that_its_owner_wrote_down_is_offered_never_above_the_most() {
    rig.environment = "production";
    rig.raises = "raise-by: 50%\n      raise-most: \"2\"\n      raise-for: 45m";
    rig.start();
    Shown message = rig.raiseOffered();
    assertThat(message.buttons()).containsExactly("Pause", "Raise to $12.00: global/rolling-day");
    assertThat(String.valueOf(message.button("Raise to $12.00: global/rolling-day")))
        .contains("In production", "from $10.00 to $12.00 for 45m");
  }
}
