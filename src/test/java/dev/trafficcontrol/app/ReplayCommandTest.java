package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `replay`, as a person gives it.
class ReplayCommandTest {

  private static final String PROVIDER_KEY = "sk-ant-nobody";

  private static final String RECORDING =
      """
      {"format": "trafficcontrol-recording/1", "name": "two calls", "kind": "measured",
       "begin": "2026-03-02T09:00:00Z",
       "agents": [{"id": "a", "project": "shop", "task": "T1", "origin": "person",
         "model": "claude-sonnet-4-5", "starts_at_ms": 0, "calls": [
          {"after_ms": 0, "duration_ms": 2000, "worst_case": "0.30", "cost": "0.25", "tokens": 900},
          {"after_ms": 3000, "duration_ms": 2000, "worst_case": "0.30", "cost": "0.25"}]}]}
      """;

  @TempDir Path directory;

  @Test
  void the_incident_is_replayed_without_a_home_and_shows_both_timelines_and_the_curve() {
    Shell shell = nowhere();
    Shell.Result result = shell.run("replay", "--incident");
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains(
            "(a reconstruction)",
            "It assumes:",
            "What happened  ",
            "T+2:00",
            "pre-flight refuses: 71 tasks",
            "the limit, $10.00",
            "What happens now: $0.00. Pre-flight refuses the start");
    assertThat(result.out().lines())
        .filteredOn(line -> !line.contains("safe defaults"))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
    assertThat(shell.home().isThere()).isFalse();
  }

  @Test
  void forced_past_preflight_it_says_which_budget_and_with_a_fleet_the_breaker_stops_it() {
    Facts two = nowhere().facts("replay", "--incident", "--no-preflight").object("now");
    assertThat(two.text("stopped_by")).isEqualTo("budget");
    assertThat(Money.ofUsd(two.text("spent"))).isBetween(Money.ofUsd("9"), Money.ofUsd("10"));
    Facts fleet =
        nowhere()
            .facts("replay", "--incident", "--no-preflight", "--max-agents", "15")
            .object("now");
    assertThat(fleet.text("stopped_by")).isEqualTo("breaker");
    Facts budget =
        nowhere()
            .facts(
                "replay",
                "--incident",
                "--no-preflight",
                "--max-agents",
                "15",
                "--without",
                "breaker",
                "--limit",
                "3/rolling-hour")
            .object("now");
    assertThat(Money.ofUsd(budget.text("most_spent_and_held")))
        .isLessThanOrEqualTo(Money.ofUsd("3"));
    assertThat(budget.objects("stops").getFirst().text("what"))
        .isEqualTo("global/rolling-hour of $3.00");
  }

  @Test
  void a_file_is_replayed_under_the_budgets_that_the_home_has_today() throws IOException {
    Shell shell = new Shell(directory.resolve("home"));
    assertThat(shell.run("init").exit()).isZero();
    Path file = Files.writeString(directory.resolve("two.json"), RECORDING);
    assertThat(shell.facts("replay", file.toString()).object("now").text("spent"))
        .isEqualTo("0.50");
    assertThat(
            shell
                .run(
                    "budget",
                    "set",
                    "--scope",
                    "global",
                    "--window",
                    "rolling-hour",
                    "--limit",
                    "0.4")
                .exit())
        .isZero();
    Facts facts = shell.facts("replay", file.toString());
    assertThat(facts.object("now").text("spent")).isEqualTo("0.25");
    assertThat(facts.object("then").text("spent")).isEqualTo("0.50");
    assertThat(facts.object("policy").text("source")).contains(shell.home().toString());
  }

  @Test
  void the_curve_is_written_as_a_picture() throws IOException {
    Path svg = directory.resolve("curve.svg");
    assertThat(nowhere().run("replay", "--incident", "--svg", svg.toString()).exit()).isZero();
    assertThat(Files.readString(svg))
        .startsWith("<svg")
        .contains("<title id=\"title\">The incident of 27 January 2026 (a reconstruction)</title>")
        .endsWith("</svg>\n");
    Shell.Result refused =
        nowhere().run("replay", "--incident", "--svg", directory.resolve("no/x.svg").toString());
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("was not written");
  }

  @Test
  void what_cannot_be_replayed_is_refused_with_every_fault() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("bad.json"),
            RECORDING.replace("\"0.25\"", "0.25").replace("3000", "-1"));
    Shell.Result bad = nowhere().run("replay", file.toString());
    assertThat(bad.exit()).isEqualTo(2);
    assertThat(bad.err())
        .contains("agents[0].calls[0]: 'cost'", "agents[0].calls[1]: 'after_ms'", "docs/REPLAY.md");
    assertThat(nowhere().run("replay").exit()).isEqualTo(2);
    assertThat(nowhere().run("replay", "--incident", file.toString()).exit()).isEqualTo(2);
    for (String limit : new String[] {"5", "5/hour", "-1/rolling-hour", "shop=1/total"}) {
      Shell.Result result = nowhere().run("replay", "--incident", "--limit", limit);
      assertThat(result.exit()).as(limit).isEqualTo(2);
    }
    assertThat(nowhere().run("replay", "--incident", "--without", "money").exit()).isEqualTo(2);
    assertThat(nowhere().run("replay", "--incident", "--max-agents", "0").exit()).isEqualTo(2);
  }

  @Test
  void the_usage_log_is_replayed_with_a_daemon_and_without() throws Exception {
    try (SimulatedProvider provider =
        SimulatedProvider.start(SimulatorOptions.defaults().withKey(PROVIDER_KEY))) {
      Shell shell =
          new Shell(directory.resolve("home"))
              .with("ANTHROPIC_API_KEY", PROVIDER_KEY)
              .with("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", provider.uri().toString());
      assertThat(shell.run("init").exit()).isZero();
      assertThat(shell.run("replay", "--since", "1h").err()).contains("has no call that ended");
      String key = shell.facts("key", "create", "--name", "laptop", "--limit", "5").text("key");
      String meanwhile;
      try (DaemonProcess daemon = DaemonProcess.start(shell)) {
        call(daemon, key);
        call(daemon, key);
        meanwhile = spentNow(shell);
        assertThat(shell.run("stop").exit()).isZero();
        daemon.ended();
      }
      String total = shell.facts("cost").text("total");
      assertThat(Money.ofUsd(total)).isGreaterThan(Money.ZERO);
      assertThat(meanwhile).isEqualTo(total);
      assertThat(spentNow(shell)).isEqualTo(total);
    }
  }

  private static String spentNow(Shell shell) {
    Facts facts = shell.facts("replay", "--since", "1h");
    assertThat(facts.object("recording").text("kind")).isEqualTo("measured");
    assertThat(facts.object("then").text("spent")).isEqualTo(facts.object("now").text("spent"));
    return facts.object("now").text("spent");
  }

  private static void call(DaemonProcess daemon, String key)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(daemon.gateway().resolve("/v1/messages"))
            .header("x-api-key", key)
            .header("anthropic-version", "2023-06-01")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"claude-haiku-4-5\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  private Shell nowhere() {
    return new Shell(directory.resolve("nowhere"));
  }
}
