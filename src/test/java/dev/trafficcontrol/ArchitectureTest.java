package dev.trafficcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The package ladder holds. [ArchitectureRulesCatchTest] shows that each of these tests can fail.
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(Ladder.OURS.root());

  private final ArchitectureRules rules = new ArchitectureRules(Ladder.OURS);

  @Test
  void no_package_uses_a_later_one() {
    rules.noPackageUsesALaterOne().check(CLASSES);
  }

  @Test
  void the_ladder_names_every_package_that_exists() {
    assertThat(rules.strays(CLASSES)).as("packages that are not on the ladder").isEmpty();
  }

  @Test
  void every_package_that_the_ladder_names_exists() {
    assertThat(rules.missing(CLASSES)).as("packages that are only named").isEmpty();
  }

  @Test
  void packages_are_free_of_cycles() {
    rules.noCycles().check(CLASSES);
  }

  @Test
  void adapters_do_not_know_each_other() {
    rules.adaptersDoNotKnowEachOther().check(CLASSES);
  }

  @Test
  void outside_adapters_only_app_uses_adapters() {
    rules.onlyAppUsesAdapters().check(CLASSES);
  }

  @Test
  void the_core_does_no_io() {
    rules.theCoreDoesNoIo().check(CLASSES);
  }

  @Test
  void only_app_reads_the_system_clock() {
    rules.onlyAppReadsTheSystemClock().check(CLASSES);
  }

  @Test
  void only_shells_measure_elapsed_time() {
    rules.onlyShellsMeasureElapsedTime().check(CLASSES);
  }

  @Test
  void the_core_draws_nothing_at_random() {
    rules.theCoreDrawsNothingAtRandom().check(CLASSES);
  }

  @Test
  void the_simulator_uses_nothing_of_ours() {
    rules.theSimulatorUsesNothingOfOurs().check(CLASSES);
  }
}
