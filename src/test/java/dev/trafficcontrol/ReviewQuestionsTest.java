package dev.trafficcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The six questions that the incident taught to ask of a change are asked, and each is answered by
/// a test that exists.
class ReviewQuestionsTest {

  private static final List<Path> PLACES =
      List.of(Path.of("CONTRIBUTING.md"), Path.of(".github/PULL_REQUEST_TEMPLATE.md"));

  /// @param asked as it stands in both places
  /// @param test that answers it with no
  private record Question(String asked, String test) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question(
              "Can a call reach the provider without a held authorization?",
              "OnlyWayTest.only_a_held_authorization_reaches_the_provider"),
          new Question(
              "Can the scheduler admit, or the ledger grant, while the breaker is open?",
              "TrippedBreakerTest.a_tripped_breaker_blocks_scheduler_and_ledger_and_both_say_why"),
          new Question(
              "Can an agent be launched without a claim,",
              "OnlyWayTest.only_a_claim_reaches_the_launcher"),
          new Question(
              "or more of them than `max-agents`?",
              "CapacityTest.never_do_more_agents_run_than_the_sum_allows_whatever_comes_goes_or_dies"),
          new Question(
              "Is a default laxer than it was, or than the retrospective asks for?",
              "DefaultsTest.no_default_is_above_what_the_retrospective_asks_for"),
          new Question(
              "Does a dry run change the database, start a process, or cost anything?",
              "DryRunTest.a_dry_run_leaves_database_processes_and_the_providers_bill_as_they_were"),
          new Question(
              "Can a call be billed that has no earlier, durable hold?",
              "AuthorizedBillTest.F01_each_billed_call_has_an_earlier_durable_hold"));

  @Test
  void both_places_ask_every_question_and_name_its_test_beside_it() {
    for (Path place : PLACES) {
      List<String> lines = SourceFile.read(place).lines().toList();
      assertThat(QUESTIONS)
          .as("asked in " + place)
          .allSatisfy(question ->
              assertThat(lines)
                  .anyMatch(line ->
                      line.contains(question.asked) && line.contains("`" + question.test + "`")));
    }
  }

  @Test
  void each_question_is_answered_by_a_test_that_exists() {
    Set<String> tests = TestNames.all();
    assertThat(QUESTIONS).extracting(Question::test).isSubsetOf(tests);
  }
}
