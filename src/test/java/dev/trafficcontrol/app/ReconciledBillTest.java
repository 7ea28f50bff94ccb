package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The provider's own bill is the judge of a book whose daemon died in the middle of an answer.
class ReconciledBillTest {

  private static final String ASK =
      """
      {"model":"claude-sonnet-5-5","max_tokens":2000,"stream":true,
       "messages":[{"role":"user","content":"A long story"}]}\
      """;

  @TempDir Path directory;

  private SimulatedProvider provider;
  private Shell shell;

  @BeforeEach
  void makeHome() {
    provider =
        SimulatedProvider.start(
            SimulatorOptions.defaults()
                .withScript(
                    """
                    {"rules":[{"reply":[{"text_tokens":50},{"silence":{"ms":60000,"after_events":4}}]}]}\
                    """));
    shell =
        new Shell(directory.resolve("home"))
            .with("ANTHROPIC_API_KEY", "sk-ant-simulated")
            .with("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", provider.uri().toString());
    assertThat(shell.run("init").exit()).isZero();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void reconciling_makes_the_book_the_providers_bill_after_a_kill_in_the_middle_of_an_answer()
      throws Exception {
    Facts key = shell.facts("key", "create", "--name", "test", "--limit", "1");
    dieInTheMiddle(key.text("key"));

    Facts lost = shell.facts("ledger", "list", "--unknown").objects("unknown").getFirst();
    String billed = bill().toUsd();
    assertThat(Money.ofUsd(lost.text("charged")).isMoreThan(bill())).isTrue();
    assertThat(compared(billed).exit()).isEqualTo(1);
    assertThat(compared(billed).json().text("drift")).startsWith("-0.0");

    shell.facts(
        "ledger", "reconcile", "--hold", lost.text("hold"), "--cost", billed, "--reason", "bill");

    assertThat(shell.facts("cost").text("total")).isEqualTo(billed);
    assertThat(shell.facts("ledger", "list", "--unknown").objects("unknown")).isEmpty();
    assertThat(shell.facts("ledger", "verify").truth("sound")).isTrue();
    Shell.Result compared = compared(billed);
    assertThat(compared.exit()).as(compared.toString()).isZero();
    assertThat(compared.json().text("drift")).isEqualTo("0.00");
    assertThat(bill().toUsd()).isEqualTo(billed);

    whatIsSpentIsSeenInTheBudgets(key, billed);
    aUsedUpBudgetIsTold();
  }

  private void whatIsSpentIsSeenInTheBudgets(Facts key, String billed) {
    Facts hour =
        shell.facts("budget", "list").objects("budgets").stream()
            .filter(budget -> budget.text("window").equals("rolling-hour"))
            .findFirst()
            .orElseThrow();
    assertThat(hour.text("spent")).isEqualTo(billed);
    assertThat(Instant.parse(hour.text("frees_at"))).isAfter(Instant.now());
    assertThat(shell.run("budget", "list").out())
        .contains(hour.text("frees_at"))
        .contains("key:" + key.text("id"))
        .doesNotContain("self-test");
    assertThat(shell.run("budget", "list", "--all").out()).contains("key:self-test");
  }

  private void aUsedUpBudgetIsTold() throws Exception {
    String[] hour = {"budget", "set", "--scope", "global", "--window", "rolling-hour", "--limit"};
    String[] words = java.util.Arrays.copyOf(hour, hour.length + 1);
    words[hour.length] = "0.000001";
    assertThat(shell.run(words).out()).contains("It is used up: $0.", "nothing is granted until 2");
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      assertThat(daemon.gateway()).isNotNull();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(shell.run("alerts", "list").out())
                  .contains("global/rolling-hour has spent 100% of its limit"));
    }
  }

  /// The provider has answered in part, and the daemon is gone.
  private void dieInTheMiddle(String key) throws Exception {
    try (DaemonProcess daemon = DaemonProcess.start(shell);
        HttpClient client = HttpClient.newHttpClient()) {
      URI messages = daemon.gateway().resolve("/v1/messages");
      HttpRequest request =
          HttpRequest.newBuilder(messages)
              .header("x-api-key", key)
              .header("anthropic-version", "2023-06-01")
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(ASK))
              .build();
      try (BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(
                  client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body(),
                  StandardCharsets.UTF_8))) {
        String line = answer.readLine();
        while (line != null && !line.contains("content_block_delta")) {
          line = answer.readLine();
        }
        assertThat(line).as("the answer has begun").isNotNull();
        daemon.killHard();
      }
    }
  }

  private Money bill() {
    return Money.ofUsd(provider.bill().total().toPlainString());
  }

  /// The book beside the provider's word for the day of the call, which may be yesterday.
  private Shell.Result compared(String billed) throws IOException {
    Path report = directory.resolve("report.csv");
    String day = shell.facts("ledger", "list").objects("events").getLast().text("at");
    Files.writeString(
        report,
        "date,model,cost_usd\n%s,claude-sonnet-5-5-20260801,%s\n"
            .formatted(day.substring(0, 10), billed));
    return shell.run("ledger", "compare", report.toString(), "--fail-above", "0", "--json");
  }
}
