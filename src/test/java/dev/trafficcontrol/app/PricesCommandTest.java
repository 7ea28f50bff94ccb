package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.app.operation.Arguments;
import dev.trafficcontrol.app.operation.PriceOperations;
import dev.trafficcontrol.app.operation.Verb;
import dev.trafficcontrol.app.prices.HomePrices;
import dev.trafficcontrol.app.prices.PricesInUse;
import dev.trafficcontrol.cli.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `prices check` and `prices update`, and what a home's own price book does.
class PricesCommandTest {

  private static final String OWN =
      """
      {"version": "mine-1", "models": [
        {"model": "house-llm", "aliases": [], "provider": "basement", "class": "house",
         "contextWindow": 32000, "maxOutput": 4000, "geo": {"global": "1"}, "webSearch": "0",
         "rates": {"standard": [{"input": "0.10", "write5m": "0.10", "write1h": "0.10",
           "cacheRead": "0.10", "output": "0.40", "source": "our own power bill",
           "date": "2026-11-01"}]}}]}
      """;

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void makeHome() {
    shell = new Shell(folder.resolve("home"));
    assertThat(shell.run("init").exit()).isZero();
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("list.json"), content).toString();
  }

  private List<String> models() {
    return shell.facts("prices", "list").objects("prices").stream()
        .map(price -> price.text("model"))
        .toList();
  }

  @Test
  void the_shipped_book_and_the_shipped_second_source_differ_in_what_was_looked_at_only() {
    Shell.Result checked = shell.run("prices", "check");
    assertThat(checked.exit()).as(checked.toString()).isZero();
    assertThat(checked.out())
        .contains("claude-sonnet-5-5", "cut to 0.10 on 2026-10-07", "shipped with the program");
  }

  @Test
  void a_price_that_nobody_has_looked_at_is_exit_1_and_told() throws IOException {
    String list =
        file("{\"openai\": {\"models\": {\"gpt-5-mini\": {\"cost\": {\"input\": 0.3}}}}}");
    Shell.Result checked = shell.run("prices", "check", list);
    assertThat(checked.exit()).isEqualTo(1);
    assertThat(checked.out()).contains("gpt-5-mini", "0.25", "0.30", "?", "models.dev");
    Facts facts = shell.runJson("prices", "check", list);
    assertThat(facts.truth("equal")).isFalse();
    assertThat(facts.objects("differences").getFirst().text("theirs")).isEqualTo("0.30");
  }

  @Test
  void what_is_no_list_is_refused_with_its_place() throws IOException {
    Shell.Result refused = shell.run("prices", "check", file("{\n  \"a\": }"));
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("Nothing was compared with", "line 2, column");
    assertThat(shell.run("prices", "update", folder.resolve("none.json").toString()).exit())
        .isEqualTo(2);
    assertThat(shell.run("prices", "update").exit()).isEqualTo(2);
  }

  @Test
  void own_prices_are_shown_asked_for_kept_in_the_home_and_gone_by() throws IOException {
    String list = file(OWN);
    Shell.Result unasked = shell.run("prices", "update", list);
    assertThat(unasked.exit()).isEqualTo(3);
    assertThat(unasked.out()).contains("house-llm", "new", "input 0.10, output 0.40");
    assertThat(shell.home().prices()).doesNotExist();

    assertThat(shell.run("prices", "update", list, "--yes").exit()).isZero();
    assertThat(models()).contains("house-llm", "claude-opus-5-5");
    assertThat(Files.getPosixFilePermissions(shell.home().prices()).toString())
        .doesNotContain("GROUP", "OTHERS");
    assertThat(shell.facts("prices", "list").text("from"))
        .isEqualTo(shell.home().prices().toString());
    assertThat(shell.runJson("doctor").objects("checks"))
        .anyMatch(check -> check.text("message").contains("mine-1+"));
    assertThat(shell.run("project", "add", "web", "--model", "house-llm").exit()).isZero();
    assertThat(shell.run("prices", "update", list, "--yes").out()).contains("Nothing changes");

    assertThat(shell.run("prices", "update", "--shipped").exit()).isEqualTo(3);
    assertThat(shell.run("prices", "update", "--shipped", "--yes").exit()).isZero();
    assertThat(shell.home().prices()).doesNotExist();
    assertThat(models()).doesNotContain("house-llm");
  }

  @Test
  void F49_implausible_prices_are_refused_unless_the_model_is_named() throws IOException {
    String list = file(OWN.replace("\"output\": \"0.40\"", "\"output\": \"40\""));
    Shell.Result refused = shell.run("prices", "update", list, "--yes");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).contains("house-llm", "output above 20 times input", "--accept");
    assertThat(shell.home().prices()).doesNotExist();

    assertThat(shell.run("prices", "update", list, "--accept", "house-llm", "--yes").exit())
        .isZero();
    assertThat(models()).contains("house-llm");
  }

  @Test
  void a_damaged_book_stops_everything_that_prices_and_is_mended_by_going_back()
      throws IOException {
    assertThat(shell.run("prices", "update", file(OWN), "--yes").exit()).isZero();
    String damaged =
        Files.readString(shell.home().prices())
            .replace("\"output\": \"0.4\"", "\"output\": \"-0.4\"");
    Files.writeString(shell.home().prices(), damaged);
    for (String[] words :
        List.of(
            new String[] {"gateway"},
            new String[] {"preflight"},
            new String[] {"prices", "list"})) {
      Shell.Result refused = shell.run(words);
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err())
          .contains("prices.json can't be used", "house-llm", "'output' must be", "--shipped")
          .containsPattern("line [0-9]+: price book house-llm");
    }
    assertThat(shell.run("prices", "update", "--shipped", "--yes").exit()).isZero();
    assertThat(shell.run("prices", "list").exit()).isZero();
  }

  @Test
  void what_a_process_left_that_died_while_it_wrote_is_no_harm() throws IOException {
    Path part = shell.home().directory().resolve("prices.json.part");
    Files.writeString(part, "{\"version\": \"half a bo");
    assertThat(models()).contains("claude-opus-5-5").doesNotContain("house-llm");
    assertThat(shell.run("prices", "update", file(OWN), "--yes").exit()).isZero();
    assertThat(models()).contains("house-llm");
    assertThat(part).doesNotExist();
  }

  @Test
  void a_daemon_keeps_the_book_it_started_with_and_says_so() throws IOException {
    HomePrices home = new HomePrices(shell.home());
    PricesInUse started = home.read();
    assertThat(shell.run("prices", "update", file(OWN), "--yes").exit()).isZero();
    Verb list =
        new PriceOperations(() -> started, home, () -> true, InstantSource.system())
            .verbs()
            .getFirst();
    Facts told =
        list.operation().handle(new Arguments("prices list", "me", Facts.of()), _ -> {}).orFail();
    assertThat(told.text("version")).isEqualTo(started.book().version());
    assertThat(told.text("waiting")).startsWith("mine-1+");
  }
}
