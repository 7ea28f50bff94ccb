package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.testing.OwnersRepository;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person or a script meets at the command line.
class FrontDoorTest {

  @TempDir Path directory;

  private Shell shell;

  @BeforeEach
  void makeHome() {
    shell = new Shell(directory.resolve("home"));
    assertThat(shell.run("init").exit()).isZero();
  }

  private void assertRefusal(Shell.Result result, int exit, String... words) {
    assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
    assertThat(result.err())
        .startsWith("Error: ")
        .contains("\nWhy:   ", "\nFix:   ")
        .contains(words);
    assertThat(result.err()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void help_and_version_are_done_and_nothing_said_is_wrong_usage() {
    assertThat(shell.runAsItIs("--version").out()).startsWith("trafficctl");
    assertThat(shell.runAsItIs("--help").out()).contains("Commands:", "ledger", "Exit codes:");
    assertThat(shell.runAsItIs("task", "--help").out()).contains("approve");
    assertThat(shell.runAsItIs("--help").exit()).isZero();
    assertThat(shell.runAsItIs("help")).isEqualTo(shell.runAsItIs("--help"));
    assertThat(shell.runAsItIs("help", "task", "add"))
        .isEqualTo(shell.runAsItIs("task", "add", "--help"));
    assertThat(shell.runAsItIs("--help").out()).contains("else ~/.trafficcontrol\n");
    assertThat(shell.runAsItIs().exit()).isEqualTo(2);
  }

  @Test
  void wrong_usage_is_told_in_three_parts_with_what_was_meant() {
    assertRefusal(shell.run("statsu"), 2, "'statsu'", "Did you mean", "status");
    assertRefusal(shell.run("task", "lst"), 2, "'lst'", "list");
    assertRefusal(shell.run("task"), 2, "trafficctl task --help");
    assertRefusal(shell.run("budget", "set", "--scope", "global"), 2, "--limit");
  }

  @Test
  void a_review_of_a_task_that_waits_for_none_says_how_it_stands() {
    shell.run("project", "add", "shop");
    shell.run("task", "add", "Describe it");

    assertRefusal(shell.run("review", "show", "T1"), 1, "T1 is queued", "trafficctl task show T1");
    assertRefusal(shell.run("review", "accept", "T9"), 1, "There is no task T9");
  }

  @Test
  void a_home_is_made_once_and_for_its_user_alone() throws IOException {
    assertRefusal(shell.run("init"), 1, "trafficctl doctor");
    assertThat(Files.getPosixFilePermissions(shell.home().directory()).toString())
        .doesNotContain("GROUP", "OTHERS");
    assertThat(Files.getPosixFilePermissions(shell.home().ownerToken()).toString())
        .doesNotContain("GROUP", "OTHERS");
  }

  @Test
  void where_there_is_no_home_the_fix_makes_one() {
    Shell elsewhere = new Shell(directory.resolve("elsewhere"));

    assertRefusal(elsewhere.run("status"), 1, "trafficctl init --home " + elsewhere.home());
    assertThat(elsewhere.home().directory()).doesNotExist();
  }

  @Test
  void F100_a_bad_configuration_reports_all_its_faults_and_does_nothing() throws IOException {
    Files.writeString(shell.home().configuration(), "enviroment: x\ncapacity: { max-agents: 0 }\n");

    assertRefusal(
        shell.run("project", "add", "web"),
        1,
        "line 1: 'enviroment' is not a setting; did you mean 'environment'?",
        "line 2: capacity.max-agents: '0'");
  }

  @Test
  void another_environments_database_is_refused() {
    assertRefusal(
        shell.with("TRAFFICCONTROL_ENVIRONMENT", "production").run("status"), 1, "development");
  }

  @Test
  void tasks_of_a_malformed_file_are_not_imported_and_its_lines_are_named() throws IOException {
    shell.facts("project", "add", "web");
    Path file = directory.resolve("tasks.md");
    Files.writeString(file, "- [ ] First\n- [ ] Second\n  priority: high\n");

    assertRefusal(shell.run("task", "import", file.toString()), 1, "line 3");
    assertThat(shell.facts("task", "list").objects("tasks")).isEmpty();
  }

  @Test
  void imported_tasks_wait_for_approval_and_a_persons_are_queued() throws IOException {
    shell.facts("project", "add", "web");
    Path file = directory.resolve("tasks.md");
    Files.writeString(file, "- [ ] First\n- [ ] Second\n");
    shell.facts("task", "import", file.toString());
    shell.facts("task", "add", "Third");
    shell.facts("task", "approve", "T2");

    assertThat(
            shell.facts("task", "list").objects("tasks").stream().map(task -> task.text("state")))
        .containsExactly("quarantined", "queued", "queued");
  }

  @Test
  void an_import_with_approval_shows_the_tasks_as_they_are_then_and_a_long_one_in_short()
      throws IOException {
    shell.facts("project", "add", "web");
    Path file = Files.writeString(directory.resolve("tasks.md"), "- [ ] One more\n".repeat(71));

    String shown = shell.run("task", "import", file.toString(), "--approve").out();

    assertThat(shown).contains("T20", "… and 51 more", "71 tasks imported.");
    assertThat(shown).doesNotContain("T21", "quarantined", "approve");
    assertThat(shell.run("task", "list", "--state", "queued").out()).contains("T71");
  }

  @Test
  void a_project_that_could_not_run_is_not_added() {
    assertRefusal(shell.run("project", "add", "web", "--repo", directory.toString()), 1, "git");
    assertRefusal(shell.run("project", "add", "web", "--agent", "nobody"), 2, "claude-code");
    assertRefusal(shell.run("project", "add", "web", "--model", "claude-x"), 2, "claude-x");
    assertRefusal(shell.run("project", "add", "../web"), 2, "../web");
    assertThat(shell.facts("project", "list").objects("projects")).isEmpty();
  }

  @Test
  void a_task_for_an_agent_or_a_model_that_nobody_knows_is_not_added() {
    shell.facts("project", "add", "web");
    assertRefusal(shell.run("task", "add", "One", "--agent", "nobody"), 2, "claude-code");
    assertRefusal(shell.run("task", "add", "One", "--model", "claude-x"), 2, "prices list");
    assertThat(shell.facts("task", "list").objects("tasks")).isEmpty();
  }

  @Test
  void a_task_file_that_is_not_there_is_said_not_to_be() {
    assertRefusal(shell.run("task", "import", directory + "/no.md"), 2, "There is no file");
    assertRefusal(shell.run("task", "import", directory.toString()), 2, "It is a folder");
  }

  @Test
  void F14_a_limit_that_is_no_amount_is_refused_with_the_reason() {
    for (String limit : List.of("-5", "1e3", "ten", "0.0000000001")) {
      assertRefusal(
          shell.run("budget", "set", "--scope", "global", "--window", "total", "--limit=" + limit),
          2,
          "'" + limit + "'");
    }
    assertThat(shell.facts("budget", "list").objects("budgets")).hasSize(2);
  }

  @Test
  void a_damaged_database_is_found_by_doctor_and_told_without_names_of_ours() throws IOException {
    shell.facts("project", "add", "web");
    for (int i = 0; i < 200; i++) {
      shell.facts("task", "add", "Task " + i, "--description", "x".repeat(2000));
    }
    try (RandomAccessFile file = new RandomAccessFile(shell.home().database().toFile(), "rw")) {
      byte[] garbage = new byte[(int) file.length() / 3];
      Arrays.fill(garbage, (byte) 0x5a);
      file.seek(file.length() - garbage.length);
      file.write(garbage);
    }
    Shell.Result doctor = shell.run("doctor");

    assertThat(doctor.exit()).isEqualTo(1);
    assertThat(doctor.out()).contains("Database").contains("damaged");
    assertThat(doctor.out() + doctor.err()).doesNotContain("StoreUnavailable", "Exception");
    assertThat(shell.run("task", "list").err()).doesNotContain("StoreUnavailable", "Exception");
  }

  @Test
  void a_budget_over_a_name_that_nobody_has_is_refused() {
    for (String scope : List.of("project:wep", "task:T9", "run:R9", "key:x", "model:claude")) {
      assertRefusal(
          shell.run("budget", "set", "--scope", scope, "--window", "total", "--limit", "1"),
          2,
          "There is no " + scope.replace(":", " '") + "'");
    }
    assertThat(shell.facts("budget", "list").objects("budgets")).hasSize(2);
  }

  @Test
  void a_project_keeps_the_branch_that_was_current_when_it_was_added() throws IOException {
    OwnersRepository repository = OwnersRepository.withOneCommit(directory.resolve("site"));
    String path = repository.checkout.toString();

    assertThat(shell.run("project", "add", "site", "--repo", path).out()).contains("from main,");
    repository.git("checkout", "--quiet", "--detach");
    assertRefusal(shell.run("project", "add", "web", "--repo", path), 1, "no branch", "--base");
    repository.git("checkout", "--quiet", "-b", "other");

    assertThat(shell.facts("project", "list").objects("projects").getFirst().text("base_branch"))
        .isEqualTo("main");
  }

  @Test
  void F19_a_budget_that_was_answered_is_stored() {
    shell.facts("project", "add", "web");
    shell.facts(
        "budget", "set", "--scope", "project:web", "--window", "rolling-day", "--limit", "3");

    assertThat(shell.facts("budget", "list").objects("budgets"))
        .anySatisfy(budget ->
            assertThat(budget.values())
                .containsEntry("scope", "project:web")
                .containsEntry("limit", "3.00"));
  }

  @Test
  void a_keys_secret_is_shown_once_and_its_budget_with_it() {
    Facts key = shell.facts("key", "create", "--name", "ci", "--limit", "1.00");

    assertThat(key.text("key")).contains(key.text("id"));
    assertThat(shell.run("key", "list", "--json").out())
        .contains(key.text("id"))
        .doesNotContain(key.text("key"));
    assertThat(shell.run("ledger", "list").out()).doesNotContain(key.text("key"));
    assertThat(shell.facts("budget", "list").objects("budgets"))
        .anySatisfy(budget -> assertThat(budget.text("scope")).isEqualTo("key:" + key.text("id")));
  }

  @Test
  void F90_what_mints_raises_or_approves_needs_the_owners_token() throws IOException {
    Files.delete(shell.home().ownerToken());

    assertRefusal(
        shell.run("budget", "set", "--scope", "global", "--window", "total", "--limit", "1"),
        1,
        "owner's token");
    assertRefusal(shell.run("key", "create", "--name", "ci", "--limit", "1"), 1, "owner's token");
    assertRefusal(shell.run("breaker", "reset"), 1, "owner's token");
    assertRefusal(shell.run("task", "approve", "--all"), 1, "owner's token");
    assertRefusal(shell.run("resume"), 1, "owner's token");
    assertThat(shell.run("status").exit()).isZero();
  }

  @Test
  void a_needed_confirmation_without_a_terminal_is_exit_3_and_starts_nothing() throws IOException {
    Files.writeString(
        shell.home().configuration(),
        "isolation: none\nagents: { touch: { command: [\"true\"] } }\n");
    shell.with("ANTHROPIC_API_KEY", "sk-ant-nobody");
    shell.facts("project", "add", "web", "--agent", "touch");
    shell.facts("task", "add", "One");
    shell.facts("task", "add", "Two");

    assertRefusal(shell.run("start", "--until-idle"), 3, "--yes");
    assertThat(shell.facts("run", "list").objects("runs")).isEmpty();
  }

  @Test
  void a_missing_key_is_found_at_pre_flight() {
    shell.facts("project", "add", "web");
    shell.facts("task", "add", "One");

    Shell.Result refused = shell.run("preflight");
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.out()).contains("ANTHROPIC_API_KEY");
  }

  @Test
  void the_breaker_opens_and_resets_by_hand() {
    assertThat(shell.facts("breaker", "trip", "--reason", "drill").text("state")).isEqualTo("open");
    assertThat(shell.facts("status").object("breaker").text("reason")).isEqualTo("drill");
    assertThat(shell.facts("breaker", "reset").text("state")).isEqualTo("half-open");
    assertThat(shell.facts("breaker", "reset").text("state")).isEqualTo("closed");
  }

  @Test
  void a_book_whose_head_is_missing_is_refused_until_its_owner_accepts_that() throws IOException {
    assertThat(shell.facts("ledger", "accept-head").truth("accepted")).isFalse();
    Path head = shell.home().directory().resolve("book.head");
    Files.delete(head);

    assertRefusal(shell.run("gateway"), 1, "book.head", "trafficctl ledger accept-head");
    assertRefusal(shell.run("status"), 1, "book.head");
    String token = Files.readString(shell.home().ownerToken());
    Files.delete(shell.home().ownerToken());
    assertRefusal(shell.run("ledger", "accept-head"), 1, "owner's token");
    assertRefusal(shell.run("status"), 1, "book.head");
    Files.writeString(shell.home().ownerToken(), token);

    assertThat(shell.facts("ledger", "accept-head", "--reason", "lost").truth("accepted")).isTrue();
    assertThat(shell.run("ledger", "list").out()).contains("accepted-head", "lost");
    assertThat(shell.facts("ledger", "verify").truth("sound")).isTrue();
  }

  @Test
  void the_book_of_all_that_proves_sound() {
    shell.facts("key", "create", "--name", "ci", "--limit", "1.00");

    assertThat(shell.facts("ledger", "verify").truth("sound")).isTrue();
    assertThat(shell.facts("cost").text("total")).isEqualTo("0.00");
  }

  @Test
  void F94_the_file_that_tasks_come_from_is_never_written() throws IOException {
    shell.facts("project", "add", "web");
    Path file = directory.resolve("tasks.md");
    String text = "# Ours\n\n- [ ] First\n- [x] Done by somebody else\nloose words\n";
    Files.writeString(file, text);
    assertThat(file.toFile().setReadOnly()).isTrue();
    shell.run("task", "import", file.toString());
    shell.run("task", "cancel", "T1");

    assertThat(file).hasContent(text);
  }

  @Test
  void a_budget_is_raised_for_a_while_and_disabled_only_for_a_reason() {
    String[] hour = {"--scope", "global", "--window", "rolling-hour"};
    assertThat(raise(hour, "--to", "25", "--for", "2h", "--reason", "release").exit()).isZero();
    assertThat(limit("rolling-hour")).isEqualTo("25.00");
    assertThat(shell.run("budget", "list").out())
        .contains("NEXT FREES", "global, rolling-hour, is raised until 2", "is $10.00 again.")
        .containsPattern("raised until 20[0-9-]*T[0-9]{2}:[0-9]{2}:[0-9]{2}Z;");
    assertRefusal(raise(hour, "--to", "9", "--for", "2h", "--reason", "r"), 2, "10.00 already");
    assertRefusal(raise(hour, "--to", "30", "--reason", "r"), 2, "needs its end", "budget set");
    assertRefusal(raise(hour, "--to", "30", "--for", "soon", "--reason", "r"), 2, "45m");
    assertRefusal(
        raise(hour, "--to", "30", "--until", "2020-01-01T00:00:00Z", "--reason", "r"), 2, "over");
    assertRefusal(
        shell.run("budget", "disable", "--scope", "global", "--window", "total"), 2, "--reason");
    shell.facts(
        "budget", "disable", "--scope", "global", "--window", "rolling-day", "--reason", "trial");
    assertThat(limit("rolling-day")).isEqualTo("unlimited");
  }

  @Test
  void budgets_of_what_is_over_are_listed_only_with_all() {
    shell.facts("project", "add", "web");
    shell.facts("task", "add", "First");
    shell.facts("budget", "set", "--scope", "task:T1", "--window", "total", "--limit", "3");
    assertThat(shell.run("budget", "list").out()).contains("task:T1").doesNotContain("--all");
    shell.facts("task", "cancel", "T1");

    assertThat(shell.run("budget", "list").out())
        .doesNotContain("task:T1")
        .contains("1 of runs, tasks and starts that are over are not shown: --all");
    assertThat(shell.facts("budget", "list", "--all").objects("budgets"))
        .extracting(budget -> budget.text("scope"))
        .contains("task:T1");
  }

  private Shell.Result raise(String[] budget, String... rest) {
    return shell.run(
        java.util.stream.Stream.of(new String[] {"budget", "raise"}, budget, rest)
            .flatMap(Arrays::stream)
            .toArray(String[]::new));
  }

  private String limit(String window) {
    return shell.facts("budget", "list").objects("budgets").stream()
        .filter(budget -> budget.text("window").equals(window))
        .findFirst()
        .orElseThrow()
        .text("limit");
  }
}
