package dev.trafficcontrol.app;

import static dev.trafficcontrol.app.SlackHome.ANNA;
import static dev.trafficcontrol.app.SlackHome.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.testing.Needs;
import dev.trafficcontrol.testing.Program;
import dev.trafficcontrol.testing.slack.SlackStandIn;
import dev.trafficcontrol.testing.slack.SlackStandIn.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A daemon in a process of its own, and people who press its buttons in Slack.
@Timeout(240)
class SlackAnswersTest {

  @TempDir Path directory;
  private SlackHome home;

  @BeforeEach
  void makeHome() throws Exception {
    home = new SlackHome(directory);
  }

  @AfterEach
  void close() {
    home.close();
    assertThat(home.slack.complaints()).as("what Slack would not have taken").isEmpty();
  }

  @Test
  void F90_a_person_on_the_list_raises_once_as_it_was_offered_and_the_book_says_who()
      throws Exception {
    try (DaemonProcess daemon = DaemonProcess.start(home.shell)) {
      home.spendNearly(daemon);
      Shown alert = home.awaitAlert();
      String raise = alert.buttons().getLast();
      String before = home.limitNow().text("limit");
      assertThat(alert.buttons()).startsWith("Pause", "Stop everything").hasSize(3);
      assertThat(raise).startsWith("Raise to $1.0");
      assertThat(String.valueOf(alert.button(raise)))
          .contains("goes from $" + before + " to $1.0", "for 2h");

      String envelope = home.slack.press(alert, raise, ANNA, "anna");
      String again = home.slack.envelope(envelope);
      Shown answered = home.awaitSaid(alert, "was raised from $" + before);
      home.slack.send(again);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> Collections.frequency(home.slack.acknowledged(), envelope) == 2);
      home.slack.press(alert.click("Pause"), ANNA, "anna");

      assertThat(answered.buttons()).isEmpty();
      assertThat(answered.text()).contains("by <@U0ANNA> at <!date^");
      assertThat("Raise to $" + home.limitNow().text("limit") + ": global/total").isEqualTo(raise);
      await().atMost(Duration.ofSeconds(30)).until(() -> home.slack.whispers().size() == 1);
      assertThat(home.slack.whispers().getFirst().text()).contains("answered already");
      assertThat(home.book("budget-raised"))
          .singleElement()
          .asString()
          .contains("slack:U0ANNA (anna)", "by Slack, alert development: ", "budget-threshold");
      assertThat(home.book("switched")).as("not paused").isEmpty();
      assertThat(Files.readString(home.shell.home().logs().resolve("daemon.log")))
          .contains("Connected to Slack")
          .doesNotContain("never-printed");
    }
  }

  @Test
  void F90_somebody_who_is_not_on_the_list_does_nothing_and_it_is_told_who_tried()
      throws Exception {
    try (DaemonProcess daemon = DaemonProcess.start(home.shell)) {
      home.spendNearly(daemon);
      Shown alert = home.awaitAlert();
      alert.buttons().forEach(label -> home.slack.press(alert, label, EVE, "eve"));

      Shown told = home.awaitMessage(shown -> shown.text().contains("press-refused"));
      await().atMost(Duration.ofSeconds(30)).until(() -> home.slack.whispers().size() == 3);

      assertThat(told.text()).contains("slack:U0EVE (eve) pressed", "nothing was done");
      assertThat(told.buttons()).isEmpty();
      assertThat(home.slack.whispers())
          .allSatisfy(whisper -> assertThat(whisper.user()).isEqualTo(EVE))
          .allSatisfy(
              whisper -> assertThat(whisper.text()).contains("not on the list", "Ask <@U0ANNA>"));
      assertThat(home.book("budget-raised")).isEmpty();
      assertThat(home.book("switched")).isEmpty();
      assertThat(home.book("killed")).isEmpty();
      assertThat(home.slack.message(one -> one.ts().equals(alert.ts())).buttons()).hasSize(3);
    }
  }

  @Test
  void a_press_pauses_and_the_press_of_another_alert_stops_everything() throws Exception {
    try (DaemonProcess daemon = DaemonProcess.start(home.shell)) {
      home.spendNearly(daemon);
      Shown alert = home.awaitAlert();
      home.slack.press(alert, "Pause", ANNA, "anna");
      home.awaitSaid(alert, "Paused by <@U0ANNA>");
      assertThat(home.shell.facts("status").texts("warnings").getFirst())
          .contains("paused by slack:U0ANNA (anna)", "by Slack, alert");
      assertThat(home.book("switched")).singleElement().asString().contains("slack:U0ANNA");

      home.limit(80);
      Shown next = home.awaitMessage(shown -> shown.text().contains("has spent 75%"));
      assertThat(next.buttons()).containsExactly("Pause", "Stop everything");
      assertThat(String.valueOf(next.button("Stop everything"))).contains("\"confirm\"");
      home.slack.press(next, "Stop everything", ANNA, "anna");
      home.awaitSaid(next, "Everything was stopped by <@U0ANNA>");
      daemon.ended();
    }
    assertThat(home.book("killed")).singleElement().asString().contains("slack:U0ANNA (anna)");
  }

  @Test
  void F90_what_was_pressed_while_no_daemon_listened_is_done_once_by_the_next() throws Exception {
    Shown alert;
    try (DaemonProcess daemon = DaemonProcess.start(home.shell)) {
      home.spendNearly(daemon);
      alert = home.awaitAlert();
      daemon.killHard();
    }
    String envelope = home.slack.press(alert, alert.buttons().getLast(), ANNA, "anna");
    home.slack.loseAcknowledgements(true);
    try (DaemonProcess next = DaemonProcess.start(home.shell)) {
      next.gateway();
      home.awaitSaid(alert, "was raised from");
      next.killHard();
    }
    home.slack.loseAcknowledgements(false);
    assertThat(home.slack.acknowledged()).isEmpty();
    try (DaemonProcess last = DaemonProcess.start(home.shell)) {
      last.gateway();
      home.awaitAcknowledged(envelope);
      assertThat(home.book("budget-raised")).hasSize(1);
      assertThat(home.slack.whispers()).isEmpty();
    }
  }

  @Test
  @Needs(Program.BUBBLEWRAP)
  void a_run_that_waits_for_review_is_accepted_by_a_press_and_another_run_is_not()
      throws Exception {
    try (OwnersMachine machine =
        new OwnersMachine(Files.createDirectory(directory.resolve("machine")))) {
      String target = SlackHome.target(home.slack);
      String another = target.substring(target.indexOf("    ops:")).replace("ops:", "room:");
      machine.configure(target + another);
      machine.with("SLACK_APP_TOKEN", SlackStandIn.APP_TOKEN);
      machine.with("SLACK_BOT_TOKEN", SlackStandIn.BOT_TOKEN);
      machine.project("built-in", "true");
      String task =
          machine.task(
              "Greet",
              "SIMULATE: write_file {\"path\": \"hello.txt\", \"content\": \"Hello\"}\nSIMULATE: say Done.\n");
      machine.startUntilIdle();
      Process daemon = machine.command("gateway").start();
      try {
        Shown first = home.awaitMessage(shown -> shown.text().contains("waits for review: Greet"));
        assertThat(first.buttons()).containsExactly("Accept " + task, "Reject " + task);
        home.slack.press(first, "Reject " + task, ANNA, "anna");
        home.awaitSaid(first, "was rejected (run R1) by <@U0ANNA>");
        Shown elsewhere =
            home.awaitMessage(shown ->
                shown.text().contains("waits for review: Greet") && !shown.ts().equals(first.ts()));
        machine.shell.facts("stop", "--within", "0");
        daemon.waitFor();
        machine.startUntilIdle();
        daemon = machine.command("gateway").start();
        Shown second = home.awaitMessage(shown -> shown.text().contains("run R2"));
        home.slack.press(elsewhere, "Accept " + task, ANNA, "anna");
        home.awaitSaid(elsewhere, "is the work of run R2, not of run R1");
        home.slack.press(second, "Accept " + task, ANNA, "anna");
        Shown accepted = home.awaitSaid(second, "was accepted (run R2) by <@U0ANNA>");

        assertThat(accepted.text()).contains("Its work is on main");
        assertThat(machine.shell.facts("task", "show", task).text("state")).isEqualTo("complete");
        assertThat(machine.repository.git("show", "main:hello.txt")).isEqualTo("Hello");
      } finally {
        daemon.destroyForcibly().onExit().join();
      }
    }
  }
}
