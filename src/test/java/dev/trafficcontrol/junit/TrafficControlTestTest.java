package dev.trafficcontrol.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import com.example.agents.AskingSamples;
import com.example.agents.EndingSamples;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.AssertionFailedError;

/// What users' tests get, and that nothing of it is left, however they end.
class TrafficControlTestTest {

  @AfterEach
  void forget() {
    Sightings.take();
  }

  @Test
  void F84_nothing_of_a_test_is_left_however_it_ends() {
    Events tests = run(EndingSamples.Ends.class);

    tests.assertStatistics(counts -> counts.started(4).succeeded(1).failed(3));
    List<Sightings.Sighting> seen = Sightings.take();
    assertThat(seen).hasSize(4).allSatisfy(Sightings.Sighting::assertIsGone);
  }

  @Test
  void F84_tests_that_run_at_once_have_each_their_own() {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(EndingSamples.AtOnce.class))
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "3")
            .execute()
            .testEvents();

    tests.assertStatistics(counts -> counts.succeeded(3).failed(0));
    List<Sightings.Sighting> seen = Sightings.take();
    assertThat(seen).extracting(Sightings.Sighting::home).doesNotHaveDuplicates().hasSize(3);
    assertThat(seen).extracting(Sightings.Sighting::gateway).doesNotHaveDuplicates();
    assertThat(seen).extracting(Sightings.Sighting::key).doesNotHaveDuplicates();
    assertThat(seen).allSatisfy(Sightings.Sighting::assertIsGone);
  }

  @Test
  void a_test_that_leaves_a_call_open_fails_unless_it_says_so() {
    Events tests = run(EndingSamples.LeavesACallOpen.class);

    tests.assertStatistics(counts -> counts.succeeded(1).failed(1));
    tests
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("and_does_not_say_so"),
                finishedWithFailure(
                    instanceOf(AssertionFailedError.class),
                    message(text ->
                        text.contains("1 of its calls are not")
                            && text.contains("check = Check.NOTHING")))));
    assertThat(Sightings.take()).hasSize(2).allSatisfy(Sightings.Sighting::assertIsGone);
  }

  @Test
  void a_test_fails_where_the_bill_is_not_the_book() {
    Events tests = run(EndingSamples.GoesRoundTheGateway.class);

    assertFails(tests, "once", "The provider billed $", "what was spent is not what was counted");
    assertThat(Sightings.take()).hasSize(1).allSatisfy(Sightings.Sighting::assertIsGone);
  }

  @Test
  void nothing_is_left_of_a_test_that_another_extension_keeps_from_running() {
    run(EndingSamples.IsNeverReached.class).assertStatistics(counts -> counts.failed(1));

    assertThat(Sightings.take()).hasSize(1).allSatisfy(Sightings.Sighting::assertIsGone);
  }

  @Test
  void it_is_taken_in_the_constructor_before_in_and_after_a_test_and_in_nested_ones() {
    run(AskingSamples.Everywhere.class).assertStatistics(counts -> counts.succeeded(3).failed(0));
  }

  @Test
  void a_script_can_be_changed_and_calls_are_told_apart_by_their_ends() {
    run(AskingSamples.Scripted.class).assertStatistics(counts -> counts.succeeded(1).failed(0));
  }

  @Test
  void a_wrong_order_is_refused_with_what_to_write() {
    Events tests = run(AskingSamples.Wrongly.class);

    assertFails(tests, "by_no_amount", "'a dollar' is not an amount in USD", "limit = \"0.50\"");
    assertFails(tests, "by_too_much", "at most $10.00 in an hour");
    assertFails(tests, "by_a_script_that_is_none", "rule 1: reply has no steps", "docs/TESTING.md");
  }

  @Test
  void a_class_can_not_have_one_for_all_its_tests_and_is_told_where_to_take_it() {
    EngineExecutionResults all = all(AskingSamples.TooEarly.class);

    all.testEvents().assertStatistics(counts -> counts.started(0));
    all.containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(finishedWithFailure(message(text -> text.contains("Take it in @BeforeEach")))));
  }

  private static void assertFails(Events tests, String name, String... says) {
    tests
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test(name),
                finishedWithFailure(
                    message(text -> List.of(says).stream().allMatch(text::contains)))));
  }

  private static Events run(Class<?> tests) {
    return all(tests).testEvents();
  }

  private static EngineExecutionResults all(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
  }
}
