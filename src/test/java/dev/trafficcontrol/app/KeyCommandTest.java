package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A key from its making to its end, as its owner and its user meet it.
class KeyCommandTest {

  private static final String PROVIDER_KEY = "sk-ant-nobody";

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void makeHome() {
    shell = new Shell(directory.resolve("home")).with("ANTHROPIC_API_KEY", PROVIDER_KEY);
    assertThat(shell.run("init").exit()).isZero();
  }

  private Shell.Result create(String... more) {
    return shell.run(
        Stream.concat(
                Stream.of("key", "create", "--name", "ci", "--limit", "1.00"), Stream.of(more))
            .toArray(String[]::new));
  }

  private List<Facts> keys() {
    return shell.facts("key", "list").objects("keys");
  }

  private void assertRefused(Shell.Result result, String... words) {
    assertThat(result.exit()).as(result.toString()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("Error: ")
        .contains("\nWhy:   ", "\nFix:   ")
        .contains(words)
        .doesNotContain("Exception");
    assertThat(keys()).isEmpty();
  }

  @Test
  void a_key_is_made_with_its_rules_and_listed_with_them() {
    Facts made =
        create(
                "--window=rolling-day",
                "--model=claude-haiku-4-5",
                "--model=claude-sonnet-5-5",
                "--max-tokens=8000",
                "--calls-per-minute=60",
                "--lower-max-tokens",
                "--expires-at=2099-01-01T00:00:00Z",
                "--json")
            .json();
    assertThat(made.text("key")).startsWith("tck_development_" + made.text("id") + "_");

    assertThat(keys())
        .singleElement()
        .satisfies(key -> {
          assertThat(key.text("id")).isEqualTo(made.text("id"));
          assertThat(key.texts("models")).containsExactly("claude-haiku-4-5", "claude-sonnet-5-5");
          assertThat(key.number("max_tokens")).isEqualTo(8000);
          assertThat(key.number("calls_per_minute")).isEqualTo(60);
          assertThat(key.truth("lower_max_tokens")).isTrue();
          assertThat(key.text("expires_at")).isEqualTo("2099-01-01T00:00:00Z");
          assertThat(key.objects("budgets"))
              .singleElement()
              .satisfies(budget ->
                  assertThat(budget.values())
                      .containsEntry("window", "rolling-day")
                      .containsEntry("limit", "1.00")
                      .containsEntry("spent", "0.00"));
        });
    assertThat(shell.run("key", "list").out())
        .contains(
            "MODELS",
            "claude-haiku-4-5, claude-sonnet-5-5",
            "8000",
            "60",
            "to budget",
            "2099-01-01")
        .contains("$0.00 of $1.00 in a rolling day");
    assertThat(shell.run("ledger", "list").out())
        .contains(
            ": for claude-haiku-4-5 and claude-sonnet-5-5 only, answers of at most 8000 tokens,"
                + " at most 60 calls a minute, longer answers than the budgets afford made shorter");
  }

  @Test
  void a_key_without_rules_says_so() {
    assertThat(create().out()).doesNotContain("Models", "Answers", "Calls", "Lowered", "Expires");
    Facts key = keys().getFirst();
    for (String rule : List.of("models", "max_tokens", "calls_per_minute", "expires_at")) {
      assertThat(key.values()).containsEntry(rule, null);
    }
    assertThat(key.values()).containsEntry("lower_max_tokens", false);
    assertThat(shell.run("key", "list").out()).contains("any", "never");
  }

  @Test
  void a_model_is_kept_by_its_base_id_whichever_name_it_was_given_by() {
    create("--model", "claude-opus-4-5-20251101", "--model", "claude-opus-4-5");
    assertThat(keys().getFirst().texts("models")).containsExactly("claude-opus-4-5");
  }

  @Test
  void a_model_that_the_price_book_does_not_have_is_refused_with_the_names_that_are_near() {
    assertRefused(
        create("--model", "claude-sonet-5-5"),
        "no model 'claude-sonet-5-5'",
        "no key could call it",
        "Did you mean claude-sonnet-5-5");
    assertRefused(create("--model", "llama"), "no key could call it", "trafficctl prices list");
    assertRefused(create("--model", "whisper-1"), "audio is not priced");
  }

  @Test
  void rules_that_are_no_numbers_or_out_of_bounds_are_refused_with_the_bounds() {
    for (String bad : List.of("0", "-1", "1.5", "many", "10001", "99999999999")) {
      assertRefused(create("--calls-per-minute=" + bad), "'" + bad + "'", "from 1 to 10000");
    }
    for (String bad : List.of("0", "-1", "8k", "100000001")) {
      assertRefused(create("--max-tokens=" + bad), "'" + bad + "'", "from 1 to 100000000");
    }
  }

  @Test
  void an_end_that_is_none_is_refused_with_the_reason() {
    assertRefused(create("--expires-at=2020-01-01T00:00:00Z"), "is over");
    assertRefused(create("--expires-at=tomorrow"), "'tomorrow' is not a time");
    assertRefused(create("--expires-in=0m"), "is over");
    assertRefused(create("--expires-in=soon"), "'soon' is not a length of time");
    assertRefused(create("--expires-in=99999999999999d"), "longer than time lasts");
    assertRefused(create("--expires-in=1d", "--expires-at=2099-01-01T00:00:00Z"), "dies once");
  }

  @Test
  void a_key_dies_after_so_long_and_is_listed_as_expired() {
    Instant before = new SteadyClock().instant();
    create("--expires-in", "30d");
    Instant end = Instant.parse(keys().getFirst().text("expires_at"));
    assertThat(end)
        .isBetween(
            before.plus(Duration.ofDays(30)).minusSeconds(1), before.plus(Duration.ofDays(31)));
    assertThat(keys().getFirst().text("state")).isEqualTo("alive");
    Shell later = shell.ahead(Duration.ofDays(31));
    later.facts("ledger", "set-clock", "--reason", "a month has passed");
    assertThat(later.facts("key", "list").objects("keys").getFirst().text("state"))
        .isEqualTo("expired");
  }

  private static HttpResponse<String> call(URI gateway, String key, String model)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(gateway.resolve("/v1/messages"))
              .header("x-api-key", key)
              .header("anthropic-version", "2023-06-01")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"model\":\"%s\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
                          .formatted(model)))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void a_key_used_refused_and_revoked_leaves_its_secret_in_no_file_of_the_home() throws Exception {
    try (SimulatedProvider provider =
            SimulatedProvider.start(SimulatorOptions.defaults().withKey(PROVIDER_KEY));
        DaemonProcess daemon =
            DaemonProcess.start(
                shell.with(
                    "TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", provider.uri().toString()))) {
      Facts key = create("--model", "claude-haiku-4-5", "--json").json();
      String secret = key.text("key");

      assertThat(call(daemon.gateway(), secret, "claude-haiku-4-5").statusCode()).isEqualTo(200);
      assertThat(call(daemon.gateway(), secret, "claude-opus-5-5").statusCode()).isEqualTo(403);
      assertThat(shell.facts("cost").toString()).contains(key.text("id"));
      assertNowhere(secret.substring("tck_development_".length() + key.text("id").length() + 1));
      shell.facts("key", "revoke", key.text("id"));
      assertThat(call(daemon.gateway(), secret, "claude-haiku-4-5").statusCode()).isEqualTo(401);
      assertThat(keys().getFirst().text("state")).isEqualTo("revoked");

      shell.run("stop");
      daemon.ended();
      assertNowhere(secret.substring("tck_development_".length() + key.text("id").length() + 1));
    }
  }

  /// Looks into all files, also the database's log, and makes sure that it would have found what is
  /// there: the key's name.
  private void assertNowhere(String secret) throws IOException {
    boolean name = false;
    try (Stream<Path> files = Files.walk(shell.home().directory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content.contains(secret)).as("the secret is in " + file).isFalse();
        name |= content.contains("\"name\":\"ci\"");
      }
    }
    assertThat(name).as("the key's event was seen").isTrue();
  }
}
