package dev.trafficcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trafficcontrol.app.Shell;
import dev.trafficcontrol.app.config.BadConfiguration;
import dev.trafficcontrol.app.config.ConfigurationReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/INCIDENT.md` promises nothing that isn't there, and leaves out nothing that the
/// retrospective asks for.
class IncidentMapTest {

  private static final String PAGE = SourceFile.read(Path.of("docs/INCIDENT.md"));

  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract)\\.\\w+)`");
  private static final Pattern COMMAND = Pattern.compile("`trafficctl ([^`]+)`");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");
  private static final Pattern SETTING = Pattern.compile("[Ss]etting `([^`]+)`");
  private static final Pattern VARIABLE = Pattern.compile("[Vv]ariable `([^`]+)`");

  /// Every name that the retrospective gives to something it wants, or that failed it.
  private static final List<String> NAMED_THERE =
      List.of(
          "OPUS_SESSION_LIMIT SONNET_SESSION_LIMIT opusSessionLimit sonnetSessionLimit",
          "maxConcurrentAgents maxHourlySpendUsd maxDailySpendUsd requireConfirmationOverUsd",
          "budgetTracker costTracker checkBudgetStatus notifyBudgetExceeded getSpendingForPeriod",
          "hourlySpend dailySpend shouldPause reason",
          "maxCostPerMinute windowMinutes openDurationMs onTrip recordCost isOpen",
          "closed open half-open costHistory pruneOldEntries",
          "dryRun dryRunSpawnCallback --dry-run",
          "passed checks name message severity info warning error summary",
          "queuedTaskCount estimatedCost testDataDetected budgetAvailable estimateTotalCost",
          "confirm --force warnThresholdPerMinute criticalThresholdPerMinute onAlert getBurnRate",
          "pruneOldData cleanTestData setupTestCleanup CLEAN_TEST_DATA NODE_ENV SUPABASE_URL",
          "trafficcontrol-dev trafficcontrol-prod .env.development .env.production CLAUDE.md",
          "validateBeforeStart COST_WARNING_THRESHOLD UsageLogRepository BudgetTracker",
          "cost-circuit-breaker.ts pre-flight.ts real-time-monitor.ts test-utils.ts",
          "main-loop.ts capacity-tracker.ts start.ts");

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT COUNT(*), status FROM tc_tasks GROUP BY status;",
          "SELECT title FROM tc_tasks WHERE status = 'queued' LIMIT 10;",
          "DELETE FROM tc_tasks WHERE title ILIKE '%test%' OR title ILIKE '%sample%';",
          "SELECT * FROM tc_budgets WHERE project_id IS NULL;");

  @TempDir private Path folder;

  @Test
  void everything_that_the_retrospective_names_is_on_the_page() {
    assertThat(NAMED_THERE.stream().flatMap(names -> Arrays.stream(names.split(" "))))
        .allSatisfy(name -> assertThat(PAGE).contains(name));
    assertThat(STATEMENTS).allSatisfy(statement -> assertThat(PAGE).contains(statement));
  }

  @Test
  void every_test_it_names_exists() {
    assertThat(named(TEST)).hasSizeGreaterThan(40).isSubsetOf(TestNames.all());
  }

  @Test
  void every_command_it_names_exists_and_has_the_options_it_gives_it() {
    Shell shell = new Shell(folder.resolve("nowhere"));
    assertThat(named(COMMAND))
        .hasSizeGreaterThan(15)
        .allSatisfy(command -> {
          String words = wordsOf(command);
          String help = shell.run((words + " --help").split(" ")).out();
          assertThat(help).startsWith("Usage: trafficctl " + words);
          assertThat(found(OPTION, command))
              .allSatisfy(option -> assertThat(help).contains(option));
        });
  }

  @Test
  void every_setting_it_names_exists() {
    assertThat(named(SETTING))
        .hasSizeGreaterThan(4)
        .isSubsetOf(ConfigurationReader.read("", Map.of()).origins().keySet());
  }

  /// One that is read has bad values.
  @Test
  void every_variable_it_names_is_read() {
    assertThat(named(VARIABLE))
        .hasSizeGreaterThan(2)
        .allSatisfy(variable ->
            assertThat(
                    catchThrowableOfType(
                        BadConfiguration.class,
                        () -> ConfigurationReader.read("", Map.of(variable, "!"))))
                .hasMessageContaining("$" + variable)
                .hasMessageNotContaining("is not a setting"));
  }

  /// The command itself, before what it is given.
  private static String wordsOf(String command) {
    return Arrays.stream(command.split(" "))
        .takeWhile(word -> word.matches("[a-z][a-z-]*"))
        .collect(Collectors.joining(" "));
  }

  private static Set<String> named(Pattern pattern) {
    return found(pattern, PAGE);
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(match.groupCount()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
