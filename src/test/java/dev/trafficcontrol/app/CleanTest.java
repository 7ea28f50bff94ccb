package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clean --test-data`: what it removes, what it never does, and how it counts.
class CleanTest {

  private static final String[] CLEAN = {"clean", "--test-data", "--yes"};

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void makeHome() {
    shell = new Shell(folder.resolve("home"));
    assertThat(shell.run("init").exit()).isZero();
    shell.facts("project", "add", "web");
  }

  private String task(String title, String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "task";
    words[1] = "add";
    words[2] = title;
    System.arraycopy(more, 0, words, 3, more.length);
    return shell.facts(words).text("id");
  }

  private List<String> ids() {
    return shell.facts("task", "list").objects("tasks").stream()
        .map(task -> task.text("id"))
        .toList();
  }

  private static List<String> ids(Facts facts, String name) {
    return facts.objects(name).stream().map(task -> task.text("id")).toList();
  }

  @Test
  void F83_what_a_person_typed_is_never_removed_whatever_it_is_called() throws IOException {
    String person = task("Add login test");
    String test = task("Polish the page", "--origin", "test");
    String demo = task("Draw the logo", "--origin", "demo");
    shell.facts("task", "approve", demo);
    Path file = folder.resolve("tasks.md");
    Files.writeString(file, "- [ ] Sample of a test\n");
    shell.run("task", "import", file.toString());

    Facts cleaned = shell.facts(CLEAN);

    assertThat(ids(cleaned, "removed")).containsExactly(test, demo);
    assertThat(ids()).containsExactly(person, "T4");
    assertThat(ids(shell.facts("clean", "--test-data", "--quarantined", "--yes"), "removed"))
        .containsExactly("T4");
    assertThat(ids()).containsExactly(person);
  }

  @Test
  void F86_counts_before_and_after_are_told_and_a_count_that_is_not_as_promised_is_a_failure()
      throws SQLException {
    task("Write the imprint");
    String test = task("Polish the page", "--origin", "test");
    String stubborn = task("Draw the logo", "--origin", "demo");
    HomeContent.change(
        shell,
        "CREATE TRIGGER stubborn BEFORE DELETE ON tc_tasks WHEN old.id = '"
            + stubborn
            + "' BEGIN SELECT raise(IGNORE); END");

    HomeContent before = HomeContent.of(shell);
    Shell.Result failed = shell.run(CLEAN);
    assertThat(failed.exit()).as(failed.toString()).isEqualTo(1);
    assertThat(failed.err()).contains("The clean-up failed", "1 tasks", "2 tasks");
    assertThat(HomeContent.of(shell)).isEqualTo(before);

    HomeContent.change(shell, "DROP TRIGGER stubborn");
    Facts cleaned = shell.facts(CLEAN);
    assertThat(ids(cleaned, "removed")).containsExactly(test, stubborn);
    assertThat(cleaned.object("before").number("total")).isEqualTo(3);
    assertThat(cleaned.object("after").number("total")).isEqualTo(1);
    assertThat(cleaned.object("before").object("by_origin").values())
        .containsEntry("person", 1L)
        .containsEntry("test", 1L)
        .containsEntry("demo", 1L);
    assertThat(cleaned.object("after").object("by_origin").values())
        .containsEntry("person", 1L)
        .containsEntry("test", 0L)
        .containsEntry("demo", 0L);
    assertThat(cleaned.object("after").object("by_state").values())
        .containsEntry("queued", 1L)
        .containsEntry("quarantined", 0L);
    assertThat(shell.run("ledger", "list").out()).contains("cleaned", "from T2 to T3");
  }

  @Test
  void it_shows_what_it_would_remove_and_without_a_yes_removes_nothing() {
    task("Polish the page", "--origin", "test");

    Shell.Result shown = shell.run("clean", "--test-data");
    assertThat(shown.exit()).isEqualTo(3);
    assertThat(shown.out()).contains("T1", "quarantined", "Polish the page");
    assertThat(shown.err()).contains("Nothing was removed", "--yes");
    assertThat(shell.runJson("clean", "--test-data").object("after").number("total")).isZero();
    assertThat(ids()).containsExactly("T1");
    assertThat(shell.run("clean").exit()).isEqualTo(2);
  }

  @Test
  void what_was_shown_is_what_is_removed_or_nothing_is() {
    task("Polish the page", "--origin", "test");
    String shown = ask("clean look", Facts.of()).text("mark");
    task("Another one", "--origin", "test");

    assertThat(refusal(shown)).contains("has changed since it was shown: it is 2 tasks now");
    String again = ask("clean look", Facts.of()).text("mark");
    shell.facts("task", "approve", "T1");
    assertThat(refusal(again)).contains("has changed");
    assertThat(ids()).hasSize(2);

    String third = ask("clean look", Facts.of()).text("mark");
    assertThat(ids(ask("clean", Facts.of("mark", third)), "removed")).hasSize(2);
    assertThat(refusal(third)).as("a second one that was shown the same").contains("has changed");
  }

  private Reply reply(String verb, Facts arguments) {
    FrontDoor door = new FrontDoor(shell.environment(), new SteadyClock(), ports -> ports);
    return door.find(Optional.of(shell.home().toString()))
        .ask(new Request(verb, arguments), _ -> {});
  }

  private Facts ask(String verb, Facts arguments) {
    return reply(verb, arguments).orFail();
  }

  private String refusal(String mark) {
    return reply("clean", Facts.of("mark", mark)) instanceof Reply.Refused(var fault)
        ? fault.why()
        : "it was done";
  }

  @Test
  void what_a_task_that_stays_waits_for_stays_too() {
    String first = task("Polish the page", "--origin", "test");
    String second = task("Draw the logo", "--origin", "test", "--after", first);
    String alone = task("Something else", "--origin", "test");
    String person = task("Publish", "--after", second);

    Facts cleaned = shell.facts(CLEAN);

    assertThat(ids(cleaned, "removed")).containsExactly(alone);
    assertThat(cleaned.objects("kept"))
        .extracting(kept -> kept.text("id") + ": " + kept.text("why"))
        .containsExactlyInAnyOrder(second + ": T4 waits for it", first + ": T2 waits for it");
    shell.facts("task", "cancel", person);
    assertThat(ids(shell.facts(CLEAN), "removed")).containsExactly(first, second);
  }

  @Test
  void a_task_that_a_run_has_or_is_still_ending_is_never_removed() throws SQLException {
    String live = task("Polish the page", "--origin", "test");
    shell.facts("task", "approve", live);
    HomeContent.change(
        shell,
        """
        INSERT INTO tc_agent_sessions
          (id, task_id, project_id, attempt, token, agent, model, node, state, created_at, lease_until)
        VALUES ('R9', '%s', 'web', 1, 9, 'built-in', 'claude-sonnet-5-5', 'elsewhere', 'running', 0, 0)
        """
            .formatted(live));

    Facts cleaned = shell.facts(CLEAN);

    assertThat(cleaned.objects("kept"))
        .singleElement()
        .satisfies(kept -> assertThat(kept.text("why")).isEqualTo("a run has it"));
    assertThat(ids()).containsExactly(live);
  }

  @Test
  void what_was_spent_on_a_removed_task_stays_in_the_book() throws IOException {
    try (WaitingHome waiting = new WaitingHome(folder.resolve("w"), "development")) {
      shell = waiting.shell;
      String test = waiting.task("Polish the page", "--origin", "test");
      shell.facts("task", "approve", test);
      assertThat(shell.run("start", "--yes", "--until-idle").out()).contains("Ended");
      long events = shell.facts("ledger", "list").objects("events").size();

      assertThat(ids(shell.facts(CLEAN), "removed")).containsExactly(test);

      assertThat(shell.facts("ledger", "list").objects("events").size())
          .isEqualTo((int) events + 1);
      assertThat(shell.facts("ledger", "verify").truth("sound")).isTrue();
      assertThat(shell.facts("run", "list").objects("runs")).isNotEmpty();
      assertThat(waiting.task("The next one")).isEqualTo("T2");
    }
  }

  @Test
  void removing_needs_the_owners_token() throws IOException {
    task("Polish the page", "--origin", "test");
    Files.delete(shell.home().ownerToken());
    assertThat(shell.run(CLEAN).err()).contains("owner's token");
    assertThat(ids()).containsExactly("T1");
  }
}
