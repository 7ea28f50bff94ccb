package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home of ninety days, whose owner moves the oldest part of its book into a file.
class ArchiveCommandTest {

  @TempDir private Path folder;
  private Shell shell;
  private Path firstHead;
  private String file;

  @BeforeEach
  void makeHome() throws IOException {
    shell = new Shell(folder.resolve("home")).with("HOME", folder.toString());
    shell.with("ANTHROPIC_API_KEY", "sk-ant-nobody");
    file = folder.resolve("a.gz").toString();
    daysAgo(90).facts("init");
    firstHead = folder.resolve("first.head");
    Files.copy(shell.home().directory().resolve("book.head"), firstHead);
    for (int days : List.of(90, 64, 35, 6)) {
      daysAgo(days).facts("key", "create", "--name", "of-" + days, "--limit", "1.00");
    }
  }

  private Shell daysAgo(int days) {
    return shell.ahead(Duration.ofDays(-days));
  }

  private static void assertRefused(Shell.Result result, int exit, String... words) {
    assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
    assertThat(result.err()).contains("Error: ", "\nWhy:   ", "\nFix:   ").contains(words);
  }

  private static String text(String gzip) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(Path.of(gzip)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void what_is_older_than_62_days_goes_into_a_file_and_verify_checks_both() throws IOException {
    Facts before = shell.facts("ledger", "verify");

    Shell.Result done = shell.run("ledger", "archive", file);

    assertThat(done.exit()).as(done.toString()).isZero();
    assertThat(done.out()).contains("Archived into " + file + ": batches 1 to ", "Keep it");
    assertThat(text(file)).contains("of-90", "of-64").doesNotContain("of-35", "of-6\"");
    assertThat(shell.run("ledger", "list").out())
        .contains("of-35", "archived into " + file)
        .doesNotContain("of-90");
    assertThat(shell.run("key", "list").out()).contains("of-90", "of-64", "of-35", "of-6");

    Shell.Result alone = shell.run("ledger", "verify");
    assertThat(alone.exit()).isZero();
    assertThat(alone.out())
        .contains("The book is sound", "Batches 1 to ", "in an archive that was not given");
    Shell.Result whole = shell.run("ledger", "verify", "--archive", file);
    assertThat(whole.exit()).as(whole.toString()).isZero();
    assertThat(whole.out()).contains("The book is sound").doesNotContain("not given");
    assertThat(shell.facts("ledger", "verify", "--archive", file).text("spent"))
        .isEqualTo(before.text("spent"));
  }

  @Test
  void an_export_begins_where_the_book_does_or_with_the_archive_at_its_first_event()
      throws IOException {
    String all = folder.resolve("all.ndjson").toString();
    shell.facts("ledger", "export", all);
    Facts archived = shell.facts("ledger", "archive", file);

    Path rest = folder.resolve("rest.ndjson");
    Shell.Result without = shell.run("ledger", "export", rest.toString());
    Path whole = folder.resolve("whole.ndjson");
    shell.facts("ledger", "export", whole.toString(), "--archive", file);

    assertThat(without.out()).contains("in an archive that was not given: exported from there on");
    assertThat(Files.readString(rest))
        .startsWith("{\"batch\":" + (archived.number("to_batch") + 1) + ",");
    assertThat(Files.readString(whole))
        .startsWith(Files.readString(Path.of(all)))
        .endsWith(Files.readString(rest));
    assertThat(without.out()).contains("%d events of".formatted(Files.readAllLines(rest).size()));
  }

  @Test
  void an_archive_that_was_changed_is_named_with_the_first_batch_that_differs() throws IOException {
    shell.facts("ledger", "archive", file);
    Path changed = folder.resolve("changed.ndjson");
    Files.writeString(changed, text(file).replace("of-64", "of-65"));

    Shell.Result verify = shell.run("ledger", "verify", "--archive", changed.toString());

    assertThat(verify.exit()).isEqualTo(1);
    assertThat(verify.out())
        .contains(changed + ": the book's batch ", "hash differs", "It is sound up to batch ")
        .contains("Give a good copy of " + changed)
        .doesNotContain("Restore");
    assertThat(shell.facts("ledger", "verify", "--archive", file).truth("sound")).isTrue();
  }

  @Test
  void an_archive_of_another_book_no_archive_and_one_that_is_not_needed_are_refused() {
    Shell other = new Shell(folder.resolve("other")).with("HOME", folder.toString());
    other.ahead(Duration.ofDays(-70)).facts("init");
    assertRefused(other.run("ledger", "verify", "--archive", file), 1, "a.gz is not there");
    shell.facts("ledger", "archive", file);
    assertRefused(
        other.run("ledger", "verify", "--archive", file), 1, file + " belongs to another book");
    assertRefused(
        shell.run("ledger", "verify", "--archive", shell.home().database().toString()),
        1,
        "no archive of a book");
    Path none = folder.resolve("b.gz");
    assertThat(
            other
                .facts("ledger", "archive", none.toString(), "--before", "2000-01-01")
                .truth("archived"))
        .isFalse();
    assertThat(none).doesNotExist();
  }

  @Test
  void archiving_again_goes_on_where_it_ended_and_what_is_too_young_is_refused()
      throws IOException {
    Facts first = shell.facts("ledger", "archive", file);
    assertThat(shell.facts("ledger", "archive", file)).isEqualTo(first);
    String second = folder.resolve("b.gz").toString();
    assertThat(shell.run("ledger", "archive", second).out()).contains("Nothing was archived");
    assertRefused(
        shell.run("ledger", "archive", second, "--before", "2999-01-01"),
        2,
        "The last 62 days stay in the book");
    assertRefused(shell.run("ledger", "archive", second, "--before", "yesterday"), 2, "yesterday");
    Files.writeString(Path.of(second), "mine");
    assertRefused(shell.run("ledger", "archive", second), 1, second + " is no archive");
    assertThat(Path.of(second)).hasContent("mine");
    Files.delete(shell.home().ownerToken());
    assertRefused(shell.run("ledger", "archive", file), 1, "owner's token");
  }

  @Test
  void a_daemon_at_work_archives_its_own_book() throws Exception {
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      daemon.gateway();
      assertThat(shell.facts("ledger", "archive", file).truth("archived")).isTrue();
      shell.facts("key", "create", "--name", "after", "--limit", "1.00");
      assertThat(shell.facts("ledger", "verify", "--archive", file).truth("sound")).isTrue();
      shell.facts("stop");
      daemon.ended();
    }
    assertThat(shell.run("key", "list").out()).contains("of-90", "after");
    assertThat(shell.facts("ledger", "verify", "--archive", file).truth("sound")).isTrue();
  }

  @Test
  void a_home_that_has_seen_nothing_since_the_archive_asks_its_owner() throws IOException {
    shell.facts("ledger", "archive", file);
    Files.copy(
        firstHead,
        shell.home().directory().resolve("book.head"),
        StandardCopyOption.REPLACE_EXISTING);

    assertRefused(shell.run("status"), 1, "were archived since it was last seen here");
    assertThat(shell.facts("ledger", "accept-head").truth("accepted")).isTrue();
    assertThat(shell.run("status").exit()).isZero();
  }

  @Test
  void F17_a_clock_is_not_set_to_a_time_that_the_book_does_not_have_any_more() {
    shell.facts("ledger", "archive", file);
    assertRefused(
        daysAgo(80).run("ledger", "set-clock"), 1, "was archived until", "Set the clock right");
    assertThat(daysAgo(40).facts("ledger", "set-clock").truth("set")).isTrue();
  }
}
