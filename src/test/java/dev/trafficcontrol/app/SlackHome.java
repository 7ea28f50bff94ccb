package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.slack.SlackStandIn;
import dev.trafficcontrol.testing.slack.SlackStandIn.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// A home with a Slack app, where a little has been spent.
final class SlackHome implements AutoCloseable {

  static final String ANNA = "U0ANNA";
  static final String EVE = "U0EVE";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final SlackStandIn slack = new SlackStandIn();
  final Shell shell;
  private final SlowProvider provider;

  SlackHome(Path directory) throws IOException {
    provider = new SlowProvider();
    provider.answer();
    shell =
        new Shell(directory.resolve("home"))
            .with("ANTHROPIC_API_KEY", "sk-ant-nobody")
            .with("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", provider.url().toString())
            .with("SLACK_APP_TOKEN", SlackStandIn.APP_TOKEN)
            .with("SLACK_BOT_TOKEN", SlackStandIn.BOT_TOKEN);
    assertThat(shell.run("init").exit()).isZero();
    Files.writeString(shell.home().configuration(), target(slack), StandardOpenOption.APPEND);
  }

  static String target(SlackStandIn slack) {
    return """

    alerts:
      targets:
        ops:
          kind: slack-app
          app-token: "${SLACK_APP_TOKEN}"
          bot-token: "${SLACK_BOT_TOKEN}"
          channel: %s
          allow: [%s]
          raise-by: "1.00"
          api-url: "%s"
    """
        .formatted(SlackStandIn.CHANNEL, ANNA, slack.url());
  }

  /// Spends a little, and lowers a limit until nine tenths of it are spent.
  void spendNearly(DaemonProcess daemon) throws Exception {
    String key = shell.facts("key", "create", "--name", "test", "--limit", "1").text("key");
    assertThat(SlowProvider.call(daemon.gateway().resolve("/v1/messages"), key).get().statusCode())
        .isEqualTo(200);
    limit(95);
  }

  /// Sets the limit over everything so that so many hundredths of it are spent.
  void limit(int percent) {
    long spent = Money.ofUsd(shell.facts("cost").text("total")).nanos();
    shell.facts(
        "budget",
        "set",
        "--scope",
        "global",
        "--window",
        "total",
        "--limit",
        Money.ofNanos(spent * 100 / percent).toUsd());
  }

  Shown awaitMessage(Predicate<Shown> which) {
    await().atMost(PATIENCE).until(() -> slack.messages().stream().anyMatch(which));
    return slack.message(which);
  }

  Shown awaitAlert() {
    return awaitMessage(shown -> shown.text().contains("global/total has spent"));
  }

  Shown awaitSaid(Shown message, String words) {
    return awaitMessage(shown -> shown.ts().equals(message.ts()) && shown.text().contains(words));
  }

  void awaitConnected() {
    await().atMost(PATIENCE).until(() -> slack.connections() > 0);
  }

  void awaitAcknowledged(String envelope) {
    await().atMost(PATIENCE).until(() -> slack.acknowledged().contains(envelope));
  }

  Facts limitNow() {
    return shell.facts("budget", "list").objects("budgets").stream()
        .filter(budget -> budget.text("scope").equals("global"))
        .filter(budget -> budget.text("window").equals("total"))
        .findFirst()
        .orElseThrow();
  }

  List<String> book(String kind) {
    return shell.facts("ledger", "list").objects("events").stream()
        .filter(event -> event.text("kind").equals(kind))
        .map(event -> event.text("event"))
        .toList();
  }

  @Override
  public void close() {
    slack.close();
    provider.close();
  }
}
