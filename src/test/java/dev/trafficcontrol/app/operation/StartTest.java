package dev.trafficcontrol.app.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.sandbox.SandboxProbe;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Json;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.scheduler.DeferReason;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskDraft;
import dev.trafficcontrol.task.TaskMove;
import dev.trafficcontrol.task.TaskText;
import dev.trafficcontrol.task.TaskWishes;
import dev.trafficcontrol.task.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stops a start, what a person must say for it, and how it ends: all through the command
/// line.
class StartTest {

  @TempDir Path folder;
  private StartRig rig;

  @BeforeEach
  void open() {
    rig = new StartRig(folder);
    project("shop", Workspace.EMPTY, new AgentChoice("worker", "claude-sonnet-5-5"));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void project(String name, Workspace workspace, AgentChoice agent) {
    rig.stores.projects().add(Project.of(new ProjectName(name), workspace, agent), StartRig.NOON);
  }

  private List<Task> tasks(String project, int count, @Nullable String estimate, Origin origin) {
    TaskWishes wishes =
        new TaskWishes(
            TaskWishes.DEFAULT.agent(),
            TaskWishes.NORMAL,
            null,
            List.of(),
            1,
            estimate == null ? null : Money.ofUsd(estimate));
    List<TaskDraft> drafts =
        IntStream.rangeClosed(1, count)
            .mapToObj(i ->
                new TaskDraft(
                    new ProjectName(project), new TaskText("Polish page " + i, ""), wishes))
            .toList();
    return ((Tasks.AddReply.Added)
            rig.stores.tasks().add(drafts, new Provenance(origin, "olive", StartRig.NOON)))
        .tasks();
  }

  private List<Task> tasks(int count, @Nullable String estimate) {
    return tasks("shop", count, estimate, Origin.PERSON);
  }

  private void nothingStarted(String... args) {
    assertThat(rig.run(args)).as(rig.out + rig.err).isEqualTo(3);
    assertThat(rig.scheduling.isOn()).isFalse();
    assertThat(rig.stores.admissions().standing().confirmation()).isNull();
    assertThat(rig.ledger.budgets())
        .noneMatch(budget -> budget.id().scope().kind() == ScopeKind.CONFIRMATION);
    assertThat(rig.err).startsWith("Error: Nothing was started");
  }

  /// Stops a start whatever is said to it.
  private void nothingStartsWhateverIsSaid() {
    nothingStarted("start", "--yes", "--until-idle");
    String said = rig.err;
    nothingStarted(
        "start", "--until-idle", "--yes", "--confirm-up-to", "9000", "--confirm-tasks", "900");
    assertThat(rig.err).isEqualTo(said);
  }

  @Test
  void fifty_one_tasks_need_the_numbers_said_and_yes_is_not_enough() {
    tasks(51, "0.01");
    nothingStarted("start", "--yes", "--until-idle");
    assertThat(rig.err)
        .contains("51 tasks in the queue")
        .contains("--confirm-up-to 0.51 --confirm-tasks 51");
  }

  @Test
  void a_forecast_above_fifty_dollars_needs_the_numbers_said() {
    rig.run("budget", "set", "--scope", "global", "--window", "rolling-day", "--limit", "500");
    rig.run("budget", "set", "--scope", "run:*", "--window", "total", "--limit", "100");
    rig.run("budget", "set", "--scope", "task:*", "--window", "total", "--limit", "100");
    tasks(1, "50.01");
    nothingStarted("start", "--yes", "--until-idle");
    assertThat(rig.err).contains("up to $50.01 at the dear end").contains("--confirm-up-to 50.01");
  }

  @Test
  void a_forecast_above_what_is_left_of_the_day_needs_the_numbers_said() {
    rig.run("budget", "set", "--scope", "global", "--window", "rolling-day", "--limit", "1");
    tasks(1, null);
    nothingStarted("start", "--yes");
    assertThat(rig.err).contains("$1.00 left of the day's budget, less than the forecast");
  }

  @Test
  void a_budget_for_good_that_the_forecast_does_not_fit_into_is_told_before_the_yes() {
    rig.run("budget", "set", "--scope", "global", "--window", "total", "--limit", "1");
    tasks(1, null);
    nothingStarted("start");
    assertThat(rig.out).contains("$1.00 left of the budget global/total, less than the forecast");
  }

  @Test
  void an_approved_task_from_tests_stops_a_start_in_production() {
    Task test = tasks("shop", 1, "0.01", Origin.TEST).getFirst();
    rig.stores.tasks().move(test.id(), TaskMove.APPROVE, "olive", StartRig.NOON);
    rig.environment = "production";
    nothingStartsWhateverIsSaid();
    assertThat(rig.err).contains("comes from tests").contains(test.id());
  }

  @Test
  void a_model_without_a_price_stops_a_start() {
    project("odd", Workspace.EMPTY, new AgentChoice("worker", "claude-unheard-of"));
    tasks("odd", 1, "0.01", Origin.PERSON);
    nothingStartsWhateverIsSaid();
    assertThat(rig.err).contains("no price is known for claude-unheard-of");
  }

  @Test
  void F81_a_missing_repository_stops_a_start() {
    String nowhere = folder.resolve("nowhere").toString();
    project(
        "repo", new Workspace(nowhere, null, null), new AgentChoice("worker", "claude-sonnet-5-5"));
    tasks("repo", 1, "0.01", Origin.PERSON);
    nothingStartsWhateverIsSaid();
    assertThat(rig.err).contains("project repo: there is no folder " + nowhere);
  }

  @Test
  void a_missing_repository_of_a_paused_project_stops_nothing() {
    project(
        "repo",
        new Workspace(folder.resolve("nowhere").toString(), null, null),
        new AgentChoice("worker", "claude-sonnet-5-5"));
    tasks("repo", 1, "0.01", Origin.PERSON);
    rig.stores.projects().set(new ProjectName("repo"), Project.Standing.PAUSED);
    assertThat(rig.run("start", "--until-idle")).isZero();
    assertThat(rig.scheduling.runs).isEmpty();
  }

  @Test
  void without_a_sandbox_nothing_starts() {
    tasks(1, "0.01");
    rig.sandbox = new SandboxProbe.Finding.Unavailable("no namespaces", "allow namespaces");
    nothingStartsWhateverIsSaid();
    assertThat(rig.err).contains("no sandbox here: no namespaces");
  }

  @Test
  void isolation_none_has_to_be_confirmed() {
    tasks(1, "0.01");
    rig.yaml += "isolation: none\n";
    nothingStarted("start", "--until-idle");
    assertThat(rig.err).contains("isolation: none contains accidents only");
    assertThat(rig.run("start", "--until-idle", "--yes")).isZero();
  }

  @Test
  void an_open_breaker_stops_a_start() {
    tasks(1, "0.01");
    rig.ledger.ask(new TripBreaker(TripKind.SOFT, "it smelt odd", "olive"));
    nothingStartsWhateverIsSaid();
    assertThat(rig.err).contains("open: it smelt odd");
  }

  @Test
  void a_full_disk_stops_a_start_and_a_nearly_full_one_has_to_be_confirmed() {
    tasks(1, "0.01");
    rig.freeBytes = (100L << 20) - 1;
    nothingStartsWhateverIsSaid();
    assertThat(rig.err).contains("99 MB free");
    rig.freeBytes = (1L << 30) - 1;
    nothingStarted("start", "--until-idle");
    assertThat(rig.err).contains("1,023 MB free");
    rig.freeBytes = 1L << 30;
    assertThat(rig.run("start", "--until-idle")).isZero();
  }

  @Test
  void F85_a_daemon_whose_database_is_of_another_environment_starts_nothing() {
    tasks(1, "0.01");
    rig.stamped = Optional.of("production");
    nothingStartsWhateverIsSaid();
    assertThat(rig.err).contains("stamped with environment 'production'");
  }

  @Test
  void a_clean_up_of_what_a_start_follows_ends_no_start() {
    Task first = tasks(1, "0.01").getFirst();
    Task left = tasks("shop", 1, "0.01", Origin.TEST).getFirst();
    rig.stores.tasks().move(left.id(), TaskMove.APPROVE, "olive", StartRig.NOON);
    rig.scheduling.play =
        claim -> {
          rig.run("clean", "--test-data", "--yes");
          return new TaskOutcome.ReadyForReview("verified");
        };
    assertThat(rig.run("start", "--until-idle", "--yes")).as(rig.out + rig.err).isZero();
    assertThat(rig.stores.tasks().find(left.id())).isEmpty();
    assertThat(rig.scheduling.runs).extracting(claim -> claim.task()).containsExactly(first.id());
  }

  @Test
  void a_budget_of_zero_stops_a_start() {
    tasks(1, "0.01");
    for (String[] budget :
        List.of(
            new String[] {"global", "rolling-day", "nothing is left of the day's budget"},
            new String[] {"global", "rolling-hour", "global/rolling-hour is $0.00"},
            new String[] {"run:*", "total", "run:*/total is $0.00"},
            new String[] {"project:shop", "total", "project:shop/total is $0.00"})) {
      rig.run("budget", "set", "--scope", budget[0], "--window", budget[1], "--limit", "0");
      nothingStartsWhateverIsSaid();
      assertThat(rig.err).contains(budget[2]);
      rig.run("budget", "set", "--scope", budget[0], "--window", budget[1], "--limit", "40");
    }
  }

  @Test
  void a_budget_of_zero_over_a_model_stops_a_start_of_what_asks_for_it_by_another_name() {
    project("dated", Workspace.EMPTY, new AgentChoice("worker", "claude-sonnet-5-5-20260801"));
    tasks("dated", 1, "0.01", Origin.PERSON);
    rig.run(
        "budget", "set", "--scope", "model:claude-sonnet-5-5", "--window", "total", "--limit", "0");
    nothingStartsWhateverIsSaid();
    assertThat(rig.err).contains("model:claude-sonnet-5-5/total is $0.00");
  }

  @Test
  void a_missing_agent_program_stops_a_start() {
    project("claude", Workspace.EMPTY, new AgentChoice("claude-code", "claude-sonnet-5-5"));
    tasks("claude", 1, "0.01", Origin.PERSON);
    nothingStartsWhateverIsSaid();
    assertThat(rig.err).contains("the program of claude-code, 'claude', is missing");
    rig.install("claude");
    assertThat(rig.run("start", "--until-idle")).isZero();
  }

  @Test
  void a_missing_provider_key_stops_a_start() {
    tasks(1, "0.01");
    rig.variables.remove("ANTHROPIC_API_KEY");
    nothingStartsWhateverIsSaid();
    assertThat(rig.err)
        .contains("billed by anthropic, which is switched off: $ANTHROPIC_API_KEY is not set")
        .doesNotContain("sk-never-printed");
  }

  @Test
  void preflight_says_who_gets_the_bill_for_which_model_by_which_key() {
    rig.variables.put("ANTHROPIC_API_KEY", "sk-ant-never-printed-in-full-x7Qw");
    tasks(1, "0.01");
    rig.run("preflight");
    assertThat(rig.out)
        .contains(
            "claude-sonnet-5-5: anthropic at api.anthropic.com, to the account of $ANTHROPIC_API_KEY (…x7Qw)")
        .doesNotContain("never-printed");
  }

  @Test
  void a_model_whose_provider_has_no_key_stops_a_start_though_another_provider_has_one() {
    project("other", Workspace.EMPTY, new AgentChoice("worker", "gpt-4.1-mini"));
    tasks("other", 1, "0.01", Origin.PERSON);
    nothingStartsWhateverIsSaid();
    assertThat(rig.err)
        .contains(
            "gpt-4.1-mini is billed by openai, which is switched off: $OPENAI_API_KEY is not set");
  }

  @Test
  void a_needed_confirmation_without_a_terminal_is_exit_3() {
    tasks(11, "0.01");
    nothingStarted("start", "--until-idle");
    assertThat(rig.err).contains("It needs a confirmation: 11 tasks in the queue");
    assertThat(rig.run("start", "--until-idle", "--yes")).isZero();
    assertThat(rig.scheduling.runs).hasSize(11);
  }

  @Test
  void a_person_is_asked_and_anything_but_yes_is_no() {
    tasks(11, "0.01");
    rig.traits = new Terminal.Traits(true, false);
    rig.typed = "maybe\n";
    nothingStarted("start", "--until-idle");
    rig.typed = "y\n";
    assertThat(rig.run("start", "--until-idle")).isZero();
    assertThat(rig.out).contains("Start 11 tasks for up to $0.11");
  }

  @Test
  void a_yes_is_for_the_tasks_that_were_shown_and_for_fifteen_minutes() {
    tasks(11, "0.01");
    String plan = facts("preflight").text("plan");
    tasks(1, "0.01");
    assertThat(startWith(plan)).contains("changed since you confirmed");
    String fresh = facts("preflight").text("plan");
    rig.later(Duration.ofMinutes(15));
    assertThat(startWith(fresh)).contains("more than 15 minutes old");
    assertThat(rig.scheduling.isOn()).isFalse();
  }

  private String startWith(String plan) {
    return rig.ask("start", Facts.of("plan", plan, "until-idle", true));
  }

  @Test
  void numbers_must_be_named_together_and_be_enough() {
    tasks(51, "0.01");
    assertThat(rig.run("start", "--confirm-up-to", "100")).isEqualTo(2);
    nothingStarted("start", "--confirm-up-to", "0.50", "--confirm-tasks", "51");
    nothingStarted("start", "--confirm-up-to", "0.51", "--confirm-tasks", "50");
    assertThat(rig.run("start", "--until-idle", "--confirm-up-to", "0.51", "--confirm-tasks", "51"))
        .isZero();
    assertThat(confirmed()).isEqualTo(Limit.of(Money.ofUsd("0.51")));
  }

  private Limit confirmed() {
    return rig.ledger.budgets().stream()
        .filter(budget -> budget.id().scope().kind() == ScopeKind.CONFIRMATION)
        .map(BudgetView::limit)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_was_confirmed_is_a_budget_over_the_confirmed_tasks_and_later_ones_wait() {
    List<Task> confirmed = tasks(3, "1.99");
    rig.scheduling.play =
        claim -> {
          tasks(1, "0.01");
          return new TaskOutcome.ReadyForReview("verified");
        };
    assertThat(rig.run("start", "--yes", "--until-idle", "--max-agents", "7")).isZero();
    assertThat(confirmed()).isEqualTo(Limit.of(Money.ofUsd("5.97")));
    assertThat(rig.scheduling.maxAgents()).hasValue(7);
    assertThat(rig.scheduling.runs)
        .extracting(claim -> claim.task())
        .containsExactlyInAnyOrderElementsOf(confirmed.stream().map(Task::id).toList());
    assertThat(rig.scheduling.runs).extracting(claim -> claim.confirmation()).containsOnly("C1");
    assertThat(rig.out).contains("nothing is left to do").contains("3 review");
  }

  @Test
  void a_start_that_needs_no_question_may_spend_five_dollars() {
    tasks(1, "0.01");
    assertThat(rig.run("start", "--until-idle")).isZero();
    assertThat(confirmed()).isEqualTo(Limit.of(Money.ofUsd("5")));
  }

  @Test
  void a_dry_run_shows_what_would_start_and_changes_nothing() {
    tasks(2, "0.01");
    assertThat(rig.run("start", "--dry-run")).isZero();
    assertThat(rig.out).contains("Polish page 2").contains("Nothing was started");
    assertThat(rig.scheduling.isOn()).isFalse();
    assertThat(rig.stores.admissions().standing().confirmation()).isNull();
  }

  @Test
  void a_start_ends_with_4_where_the_rest_waits_for_money() {
    tasks(3, "0.01");
    rig.scheduling.play =
        claim ->
            new TaskOutcome.BlockedByBudget(
                rig.now.plus(Duration.ofHours(1)), "the hour is used up", false);
    assertThat(rig.run("start", "--until-idle")).isEqualTo(4);
    assertThat(rig.out).contains("the hour is used up").contains("what is left waits for money");
  }

  @Test
  void what_ran_out_of_money_again_and_again_waits_for_money_too() {
    tasks(1, "0.01");
    rig.scheduling.play =
        claim ->
            new TaskOutcome.BlockedByBudget(rig.now.plus(Duration.ofHours(1)), "used up", true);
    assertThat(rig.run("start", "--until-idle")).isEqualTo(4);
    assertThat(rig.run("start", "--until-idle")).isEqualTo(4);
    assertThat(rig.run("start", "--until-idle")).isEqualTo(4);
    assertThat(rig.scheduling.runs).hasSize(3);
  }

  @Test
  void the_next_start_tries_what_was_refused_money_again_and_does_not_wait_for_its_time() {
    tasks(1, "0.01");
    rig.scheduling.play =
        claim ->
            new TaskOutcome.BlockedByBudget(rig.now.plus(Duration.ofHours(1)), "used up", false);
    assertThat(rig.run("start", "--until-idle")).isEqualTo(4);

    assertThat(rig.run("start", "--until-idle")).isEqualTo(4);
    assertThat(rig.scheduling.runs).hasSize(2);
  }

  @Test
  void a_start_ends_with_4_where_nothing_would_fit() {
    tasks(12, "0.01");
    rig.scheduling.objection = Optional.of(new DeferReason.NoMoney("the hour is used up", null));
    assertThat(rig.run("start", "--until-idle", "--yes")).isEqualTo(4);
    assertThat(rig.scheduling.runs).isEmpty();
  }

  @Test
  void a_start_ends_with_1_where_a_task_failed() {
    tasks(2, "0.01");
    rig.scheduling.play = claim -> new TaskOutcome.Failed("broke");
    assertThat(rig.run("start", "--until-idle")).isEqualTo(1);
    assertThat(rig.out).contains("2 failed");
  }

  @Test
  void a_start_ends_with_5_where_the_breaker_opens() {
    tasks(3, "0.01");
    rig.scheduling.play =
        claim -> {
          rig.ledger.ask(new TripBreaker(TripKind.HARD, "too fast", "monitor"));
          return new TaskOutcome.Retry(rig.now, "cut");
        };
    assertThat(rig.run("start", "--until-idle")).isEqualTo(5);
  }

  @Test
  void preflight_tells_scripts_what_it_found() {
    tasks(2, "0.25");
    Facts report = facts("preflight");
    assertThat(report.truth("passed")).isTrue();
    assertThat(report.text("verdict")).isEqualTo("clear");
    assertThat(report.object("summary").values())
        .containsEntry("queuedTaskCount", 2L)
        .containsEntry("estimatedCost", "0.50")
        .containsEntry("testDataDetected", false)
        .containsEntry("budgetAvailable", "50.00");
    assertThat(report.objects("checks"))
        .allSatisfy(check ->
            assertThat(check.values())
                .containsKeys("name", "passed", "message", "severity", "fix"));
  }

  private Facts facts(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add("--json");
    rig.run(arguments.toArray(String[]::new));
    return Json.read(rig.out);
  }

  @Test
  void preflight_shows_a_person_each_check_its_fix_and_one_sentence() {
    tasks(11, "0.25");
    assertThat(rig.run("preflight")).isZero();
    assertThat(rig.out)
        .contains("  ⚠ Queued Task Count    11 tasks in the queue")
        .contains("fix: look through them: trafficctl task list --state queued")
        .contains("  ✓ Isolation            the sandbox works")
        .endsWith(
            "Needs your yes: 11 tasks for up to $2.75, $50.00 left of the day's budget (11 tasks in the queue).\n");
  }
}
