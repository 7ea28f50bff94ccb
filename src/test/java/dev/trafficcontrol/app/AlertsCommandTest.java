package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.testing.WebReceiver;
import dev.trafficcontrol.testing.WebReceiver.Answer;
import dev.trafficcontrol.testing.slack.SlackStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `alerts test` and `doctor` say whether alerts reach people.
class AlertsCommandTest {

  @TempDir Path directory;

  private final WebReceiver receiver = new WebReceiver();
  private Shell shell;

  @BeforeEach
  void makeHome() {
    shell = new Shell(directory.resolve("home"));
    assertThat(shell.run("init").exit()).isZero();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private void configure(String targets) throws IOException {
    Files.writeString(
        shell.home().configuration(),
        "alerts:\n  targets:\n" + targets.indent(4),
        StandardOpenOption.APPEND);
  }

  private String hook(String name) {
    return "%s: { kind: webhook, url: \"%s\", secret: \"${TC_HOOK_SECRET}\" }\n"
        .formatted(name, receiver.uri("/" + name));
  }

  @Test
  void a_test_alert_reaches_each_target_at_once_without_a_daemon() throws Exception {
    configure(hook("ops") + hook("pager"));
    shell.with("TC_HOOK_SECRET", "never-printed");
    Shell.Result all = shell.run("alerts", "test");
    assertThat(all.exit()).as(all.toString()).isZero();
    assertThat(all.out())
        .containsPattern("✓ ops \\(webhook\\) +delivered in [0-9]+ ms")
        .containsPattern("✓ pager \\(webhook\\) +delivered in [0-9]+ ms");
    assertThat(receiver.posts())
        .extracting(WebReceiver.Post::path)
        .containsExactlyInAnyOrder("/ops", "/pager");
    assertThat(receiver.posts().getFirst().body()).contains("This is a test", "development");

    Facts one = shell.facts("alerts", "test", "pager");
    assertThat(one.objects("results")).hasSize(1);
    assertThat(receiver.posts()).hasSize(3);
    assertThat(shell.run("alerts", "list").out()).as("a test is no news").contains("No alerts.");
  }

  @Test
  void what_does_not_arrive_says_why_and_what_to_do_and_fails_the_command() throws Exception {
    configure(hook("ops"));
    shell.with("TC_HOOK_SECRET", "never-printed");
    receiver.answers(new Answer(403));
    Shell.Result refused = shell.run("alerts", "test");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out())
        .contains("✗ ops", "answered 403", "fix: ")
        .doesNotContain("never-printed");
  }

  @Test
  void F88_a_target_whose_variable_is_unset_is_off_and_everybody_says_so() throws Exception {
    configure(hook("ops"));
    Shell.Result test = shell.run("alerts", "test");
    assertThat(test.exit()).isEqualTo(1);
    assertThat(test.out())
        .contains("⚠ ops", "off: $TC_HOOK_SECRET is not set", "export TC_HOOK_SECRET=…");
    assertThat(receiver.posts()).isEmpty();
    assertThat(shell.run("doctor").out())
        .contains("⚠ Alerts", "nobody would be told: ops is off: $TC_HOOK_SECRET is not set");
    assertThat(shell.run("preflight").out())
        .contains("⚠ Alerts", "nobody would be told: ops is off: $TC_HOOK_SECRET is not set");
    shell.with("TC_HOOK_SECRET", "never-printed");
    assertThat(shell.run("doctor").out()).contains("✓ Alerts", "to ops");
    assertThat(shell.run("preflight").out()).doesNotContain("Alerts");
  }

  @Test
  void the_test_of_a_slack_app_tries_both_its_tokens_and_tells_neither() throws Exception {
    try (SlackStandIn slack = new SlackStandIn()) {
      Files.writeString(
          shell.home().configuration(), SlackHome.target(slack), StandardOpenOption.APPEND);
      shell.with("SLACK_BOT_TOKEN", SlackStandIn.BOT_TOKEN);
      assertThat(shell.run("alerts", "test").out())
          .contains("⚠ ops", "$SLACK_APP_TOKEN is not set");
      shell.with("SLACK_APP_TOKEN", SlackStandIn.APP_TOKEN);
      Shell.Result good = shell.run("alerts", "test");
      assertThat(good.exit()).as(good.toString()).isZero();
      assertThat(slack.messages().getFirst().buttons()).containsExactly("Try the button");
      shell.with("SLACK_APP_TOKEN", "xapp-1-of-another-never-printed");
      Shell.Result bad = shell.run("alerts", "test");
      assertThat(bad.exit()).isEqualTo(1);
      assertThat(bad.out())
          .contains("apps.connections.open: invalid_auth", "fix: make a new token", "app-token");
      slack.fail("chat.postMessage", SlackStandIn.Trouble.error("not_in_channel"));
      assertThat(shell.run("alerts", "test").out())
          .contains("chat.postMessage: not_in_channel", "invite the app into the channel");
      Shell.Result doctor = shell.run("doctor");
      assertThat(doctor.out()).contains("Slack app in C0STANDIN, for U0ANNA");
      assertThat(good + "" + bad + doctor).doesNotContain("never-printed");
      assertThat(slack.complaints()).isEmpty();
    }
  }

  @Test
  void where_there_is_no_target_of_that_name_or_none_at_all_it_says_what_to_do() throws Exception {
    Shell.Result none = shell.run("alerts", "test");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("No target is configured", "alerts.targets");
    configure(hook("ops"));
    Shell.Result unknown = shell.run("alerts", "test", "pops");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("no target 'pops'", "ops");
  }
}
