package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trafficcontrol.app.config.DatabaseSettings;
import dev.trafficcontrol.app.config.StoreSettings;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.money.Money;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `start --dry-run` says, and that it does nothing.
class DryRunTest {

  private static final String[] DRY = {"start", "--dry-run", "--yes"};

  @TempDir Path folder;
  private WaitingHome home;

  @BeforeEach
  void fill() throws IOException {
    home = new WaitingHome(folder, "development");
    home.task("Write the imprint");
    home.task("Draw the logo", "--model", "claude-opus-4-5");
    home.task("Answer the mail");
    home.task("Sort the pictures");
    home.task("Publish", "--after", "T1");
    home.task("Left over", "--origin", "test");
  }

  @AfterEach
  void close() {
    home.close();
  }

  /// All that a start could change.
  private record World(HomeContent content, Set<Long> processes, Facts bill) {}

  private World world() throws SQLException, IOException {
    return new World(
        HomeContent.of(home.shell),
        ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet()),
        home.bill());
  }

  private void changesNothing(String... words) throws SQLException, IOException {
    World before = world();
    Shell.Result result = home.shell.run(words);
    assertThat(world()).as(result.toString()).isEqualTo(before);
    assertThat(home.agentRan).doesNotExist();
  }

  @Test
  void a_dry_run_leaves_database_processes_and_the_providers_bill_as_they_were() throws Exception {
    changesNothing(DRY);
    changesNothing("start", "--dry-run");
    changesNothing("start", "--dry-run", "--json", "--confirm-up-to", "90", "--confirm-tasks", "9");
    changesNothing("preflight");

    try (DaemonProcess daemon = DaemonProcess.start(home.shell)) {
      daemon.gateway();
      Awaitility.await()
          .atMost(1, TimeUnit.MINUTES)
          .until(() -> isFollowed(HomeContent.of(home.shell)));
      changesNothing(DRY);
      changesNothing("start", "--dry-run");
      changesNothing("start", "--dry-run", "--json", "--yes", "--max-agents", "4");
      assertThat(home.shell.facts("status").truth("scheduling")).isFalse();
    }
  }

  /// The daemon has caught up with its own book: from here on nothing moves by itself.
  private static boolean isFollowed(HomeContent content) {
    long events =
        content.of("tc_batches").stream()
            .mapToLong(batch -> Long.parseLong(batch.split("\\|", 4)[2]))
            .sum();
    return content.of("tc_usage_progress").equals(List.of("1|" + events));
  }

  @Test
  void a_hold_that_a_dead_daemon_left_is_counted_and_stays_open() throws Exception {
    leaveAHold("9.99");
    changesNothing(DRY);

    Facts report = home.shell.runJson(DRY);
    assertThat(report.objects("starts")).isEmpty();
    assertThat(report.objects("waits").getFirst().text("why")).contains("$0.01 free");
  }

  /// Of a process that died with a call in flight.
  private void leaveAHold(String usd) throws InterruptedException {
    home.shell.facts("key", "create", "--name", "mine", "--limit", "20");
    String key = home.shell.facts("key", "list").objects("keys").getFirst().text("id");
    Surroundings surroundings =
        new Surroundings(home.shell.home(), home.shell.environment(), new SteadyClock());
    try (Stores stores =
            Stores.open(
                surroundings, new StoreSettings("development", new DatabaseSettings.Embedded()));
        LedgerWriter ledger =
            LedgerWriter.open(stores.book(), InstantSource.system(), BookListener.NOBODY)) {
      Key minted = ledger.key(key).orElseThrow();
      HoldReply reply =
          ledger.hold(
              new HoldRequest(
                  HoldId.mint(Instant.now(), new byte[HoldId.RANDOM_BYTES]),
                  minted.id(),
                  List.of("claude-sonnet-5-5"),
                  Money.ofUsd(usd),
                  Duration.ofMinutes(15),
                  Duration.ZERO));
      assertThat(reply).isInstanceOf(HoldReply.Held.class);
    }
  }

  @Test
  void each_task_is_told_with_its_order_class_agent_model_and_estimate_or_why_it_waits() {
    Facts report = home.shell.runJson(DRY);
    assertThat(report.objects("starts"))
        .extracting(start -> start.text("id"), start -> start.text("class"))
        .containsExactly(tuple("T1", "sonnet"), tuple("T2", "opus"));
    Facts first = report.objects("starts").getFirst();
    assertThat(first.values())
        .containsEntry("agent", "worker")
        .containsEntry("model", "claude-sonnet-5-5")
        .containsEntry("origin", "person")
        .containsEntry("attempt", 1L)
        .containsEntry("expected", "0.01")
        .containsEntry("dear_end", "0.02")
        .containsEntry("command", List.of(folder.resolve("agent").toString()));
    assertThat(report.objects("waits"))
        .extracting(wait -> wait.text("id") + " " + wait.text("why"))
        .containsExactly(
            "T3 max-agents 2: all are at work",
            "T4 max-agents 2: all are at work",
            "T5 it waits for T1 to be complete");
    assertThat(report.text("amount")).isEqualTo("5.00");
  }

  @Test
  void what_a_dry_run_says_would_start_is_what_a_start_starts() {
    List<String> said =
        home.shell.runJson(DRY).objects("starts").stream().map(start -> start.text("id")).toList();

    assertThat(home.shell.run("start", "--yes", "--until-idle").out()).contains("Ended");

    List<String> started =
        home.shell.facts("run", "list").objects("runs").stream()
            .sorted(Comparator.comparing(run -> run.text("id")))
            .map(run -> run.text("task"))
            .toList();
    assertThat(started).startsWith(said.toArray(String[]::new));
  }

  @Test
  void it_ends_as_the_start_would() {
    Shell.Result unanswered = home.shell.run("start", "--dry-run");
    assertThat(unanswered.exit()).isEqualTo(3);
    assertThat(unanswered.out()).contains("Would start at once", "T1", "It needs a confirmation");
    assertThat(home.shell.run("start").exit()).isEqualTo(3);

    Shell.Result answered = home.shell.run(DRY);
    assertThat(answered.exit()).isZero();
    assertThat(answered.out())
        .contains("Write the imprint", "Would wait", "Nothing was started: --dry-run.\n");

    home.shell.facts("breaker", "trip", "--reason", "drill");
    Shell.Result refused = home.shell.run(DRY);
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.out()).contains("open: drill").contains("Would start at once\n  nothing");
  }

  @Test
  void a_pause_and_the_named_amount_are_seen() {
    List.of("T2", "T3", "T4", "T5").forEach(id -> home.shell.facts("task", "cancel", id));
    Facts tight =
        home.shell.runJson("start", "--dry-run", "--confirm-up-to", "0.02", "--confirm-tasks", "1");
    assertThat(tight.objects("starts")).isEmpty();
    assertThat(tight.objects("waits").getFirst().text("why")).contains("$0.02 are confirmed");

    home.shell.run("pause", "--reason", "lunch");
    Facts paused = home.shell.runJson(DRY);
    assertThat(paused.objects("starts")).isEmpty();
    assertThat(paused.objects("waits").getFirst().text("why")).contains("paused", "lunch");
  }
}
