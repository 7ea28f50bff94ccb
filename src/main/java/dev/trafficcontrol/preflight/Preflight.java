package dev.trafficcontrol.preflight;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.forecast.QueueForecast;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.money.Money;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Runs the checks. Their order is the order in which people read them.
public final class Preflight {

  public static final int WARN_TASKS = 10;
  public static final int REFUSE_TASKS = 50;
  public static final Money WARN_FORECAST = Money.ofUsd("20");
  public static final Money REFUSE_FORECAST = Money.ofUsd("50");

  /// A budget that is likelier not to last is told of.
  public static final int WARN_CHANCE_PERCENT = 10;

  private static final long CENT = 10_000_000;

  /// Whole words, so that "Fix the latest release" is not flagged. A title only flags: origin
  /// decides.
  private static final Pattern TEST_LIKE =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(tests?|samples?|examples?|placeholders?|todos?|mocks?)(?![\\p{L}\\p{N}])");

  /// Of tests and the demo.
  private static final Set<String> TEST_ORIGINS = Set.of("test", "demo");

  private static final Set<String> PRODUCTION = Set.of("production", "prod");
  private static final String BUDGET = "Budget Availability";
  private static final String BREAKER = "Breaker";

  private static final List<String> SETUP =
      List.of(
          "Environment",
          "Admission",
          "Repositories",
          "Agents",
          "Prices",
          "Billing",
          "Isolation",
          "Disk Space");

  private final PreflightFacts facts;

  private Preflight(PreflightFacts facts) {
    this.facts = facts;
  }

  /// Whether an environment of that name is where nothing may happen by default.
  public static boolean isProduction(String environment) {
    return PRODUCTION.contains(environment);
  }

  public static PreflightReport check(PreflightFacts facts) {
    return new Preflight(facts).check();
  }

  private PreflightReport check() {
    List<Check> checks = new ArrayList<>();
    checks.add(taskCount());
    checks.add(testData());
    checks.add(estimatedCost());
    checks.add(budget());
    checks.addAll(found(BUDGET));
    checks.addAll(crossings());
    checks.add(origins());
    checks.add(breaker());
    checks.addAll(found(BREAKER));
    checks.addAll(setup());
    return new PreflightReport(
        checks,
        new PreflightReport.Summary(
            facts.tasks().size(),
            facts.forecast().dearEnd(),
            amount(),
            !testOrigin().isEmpty() || !testLike().isEmpty(),
            facts.purse().dailyLeft()),
        isProduction(facts.environment())
            ? PreflightReport.Asks.EACH_TIME
            : PreflightReport.Asks.ABOVE_AN_AMOUNT);
  }

  private Check taskCount() {
    int tasks = facts.tasks().size();
    Check.Weight weight =
        tasks > REFUSE_TASKS
            ? Check.Weight.REFUSED
            : tasks > WARN_TASKS ? Check.Weight.WARNING : Check.Weight.OK;
    return new Check(
        "Queued Task Count",
        weight,
        tasks + (tasks == 1 ? " task in the queue" : " tasks in the queue"),
        weight == Check.Weight.OK ? "" : "look through them: trafficctl task list --state queued");
  }

  private Check testData() {
    int byOrigin = testOrigin().size();
    if (byOrigin > 0) {
      return new Check(
          "Test Data Detection",
          isProduction(facts.environment()) ? Check.Weight.FINAL : Check.Weight.WARNING,
          (byOrigin == 1 ? "1 approved task comes" : byOrigin + " approved tasks come")
              + " from tests or the demo: "
              + ids(testOrigin()),
          "trafficctl clean --test-data");
    }
    List<PreflightFacts.WaitingTask> flagged = testLike();
    return flagged.isEmpty()
        ? Check.ok("Test Data Detection", "no test data")
        : new Check(
            "Test Data Detection",
            Check.Weight.WARNING,
            (flagged.size() == 1
                    ? "1 task with a test-like title: "
                    : flagged.size() + " tasks with test-like titles: ")
                + ids(flagged),
            "if they are leftovers, cancel them: trafficctl task cancel ID");
  }

  private List<PreflightFacts.WaitingTask> testOrigin() {
    return facts.tasks().stream().filter(task -> TEST_ORIGINS.contains(task.origin())).toList();
  }

  private List<PreflightFacts.WaitingTask> testLike() {
    return facts.tasks().stream()
        .filter(task -> TEST_LIKE.matcher(task.title().toLowerCase(Locale.ROOT)).find())
        .toList();
  }

  /// Held against the thresholds is what nine of ten such queues cost no more than, where each task
  /// rests on history; tasks that don't count at the dear end.
  private Check estimatedCost() {
    Money judged = facts.forecast().judged();
    Check.Weight weight =
        judged.isMoreThan(REFUSE_FORECAST)
            ? Check.Weight.REFUSED
            : judged.isMoreThan(WARN_FORECAST) ? Check.Weight.WARNING : Check.Weight.OK;
    return new Check(
        "Estimated Cost",
        weight,
        facts.forecast().isHistory()
            ? "50 %% %s, 90 %% %s, up to %s at worst"
                .formatted(
                    rounded(facts.forecast().half()),
                    rounded(facts.forecast().ninety()),
                    facts.forecast().dearEnd())
            : "up to " + facts.forecast().dearEnd() + " at the dear end",
        weight == Check.Weight.OK
            ? ""
            : "give tasks estimates, or lower what one run may cost: trafficctl budget set --scope 'run:*' --window total --limit USD");
  }

  /// What a yes allows: everything at its dear end, but where history lets it pass in spite of that
  /// no more than passes without the numbers being named.
  private Money amount() {
    Money dearEnd = facts.forecast().dearEnd();
    return facts.forecast().judged().isMoreThan(REFUSE_FORECAST)
        ? dearEnd
        : dearEnd.min(REFUSE_FORECAST);
  }

  /// Without history a chance would only say the dear end again.
  private List<Check> crossings() {
    return facts.forecast().isHistory()
        ? facts.forecast().budgets().stream()
            .filter(budget -> budget.isLikelierThan(WARN_CHANCE_PERCENT))
            .map(Preflight::crossing)
            .toList()
        : List.of();
  }

  private static Check crossing(QueueForecast.Crossing crossing) {
    BudgetView budget = crossing.budget();
    return new Check(
        "Budget Forecast",
        Check.Weight.WARNING,
        "%d %% chance that the budget %s does not last: %s left%s"
            .formatted(
                crossing.permille() / 10,
                budget.id(),
                budget.free(),
                crossing.about() == null ? "" : ", until about " + crossing.about()),
        "what it does not last for waits until it frees: trafficctl forecast");
  }

  /// Cents from a dollar on, hundredths of a cent below: a forecast is no more exact.
  private static Money rounded(Money amount) {
    long step = amount.isMoreThan(Money.ofUsd("1")) ? CENT : CENT / 100;
    return Money.ofNanos(Math.ceilDiv(amount.nanos(), step) * step);
  }

  private Check budget() {
    Money left = facts.purse().dailyLeft();
    if (left == null) {
      return new Check(
          BUDGET,
          Check.Weight.WARNING,
          "the global budget of the day is unlimited",
          "trafficctl budget set --scope global --window rolling-day --limit USD");
    }
    if (left.isZero()) {
      return new Check(
          BUDGET,
          Check.Weight.FINAL,
          "nothing is left of the day's budget",
          "wait, or set it: trafficctl budget set --scope global --window rolling-day --limit USD");
    }
    String message = left + " left of the day's budget";
    return facts.forecast().judged().isMoreThan(left)
        ? new Check(
            BUDGET,
            Check.Weight.REFUSED,
            message + ", less than the forecast",
            "queue fewer tasks, or set the budget")
        : Check.ok(BUDGET, message);
  }

  private Check breaker() {
    if (facts.purse().killed()) {
      return new Check(
          BREAKER, Check.Weight.FINAL, "everything was stopped by kill", "trafficctl resume");
    }
    return switch (facts.breaker()) {
      case BreakerState.Closed _ -> Check.ok(BREAKER, "closed");
      case BreakerState.HalfOpen half ->
          new Check(
              BREAKER,
              Check.Weight.WARNING,
              "half-open after a reset (" + half.reason() + "): one agent, $1",
              "");
      case BreakerState.Open open ->
          new Check(
              BREAKER,
              Check.Weight.FINAL,
              "open: " + open.reason(),
              "look why, then: trafficctl breaker reset --reason TEXT");
    };
  }

  /// How many of each origin; what it says of tests is [#testData]'s to judge.
  private Check origins() {
    Map<String, Integer> counts = new TreeMap<>();
    facts.tasks().forEach(task -> counts.merge(task.origin(), 1, Integer::sum));
    return Check.ok(
        "Task Origins",
        counts.isEmpty()
            ? "no tasks"
            : counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", ")));
  }

  /// One line at least for each kind of problem there can be, so that people see what was looked
  /// at, in an order that never changes.
  private List<Check> setup() {
    Set<String> names = new LinkedHashSet<>(SETUP);
    facts.problems().forEach(problem -> names.add(problem.check()));
    names.remove(BUDGET);
    names.remove(BREAKER);
    List<Check> checks = new ArrayList<>();
    for (String name : names) {
      List<Check> found = found(name);
      checks.addAll(found.isEmpty() ? List.of(Check.ok(name, "ok")) : found);
    }
    return checks;
  }

  private List<Check> found(String name) {
    return facts.problems().stream()
        .filter(problem -> problem.check().equals(name))
        .map(problem -> new Check(name, problem.weight(), problem.what(), problem.fix()))
        .toList();
  }

  private static String ids(List<PreflightFacts.WaitingTask> tasks) {
    int most = 5;
    String first =
        String.join(", ", tasks.stream().limit(most).map(PreflightFacts.WaitingTask::id).toList());
    return tasks.size() > most ? first + ", …" : first;
  }
}
