package dev.trafficcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.trafficcontrol.brokenladder.adapter.one.UsesTwo;
import dev.trafficcontrol.brokenladder.adapter.two.Two;
import dev.trafficcontrol.brokenladder.app.Wires;
import dev.trafficcontrol.brokenladder.common.Stray;
import dev.trafficcontrol.brokenladder.ledger.DrawsId;
import dev.trafficcontrol.brokenladder.ledger.IsGivenClock;
import dev.trafficcontrol.brokenladder.ledger.NamesAddress;
import dev.trafficcontrol.brokenladder.ledger.ReadsClock;
import dev.trafficcontrol.brokenladder.ledger.ReadsFile;
import dev.trafficcontrol.brokenladder.ledger.ReadsTicker;
import dev.trafficcontrol.brokenladder.ledger.StartsProgram;
import dev.trafficcontrol.brokenladder.ledger.book.Entry;
import dev.trafficcontrol.brokenladder.ledger.hold.Hold;
import dev.trafficcontrol.brokenladder.money.LooksUp;
import dev.trafficcontrol.brokenladder.simulator.UsesMoney;
import dev.trafficcontrol.brokenladder.web.UsesAdapter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each rule of [ArchitectureTest] finds exactly the classes that break it, in a tree made for it.
class ArchitectureRulesCatchTest {

  private static final Ladder BROKEN =
      new Ladder(
          "dev.trafficcontrol.brokenladder",
          List.of("money", "ledger", "adapter", "simulator", "web", "app"));

  private static final List<Class<?>> TREE =
      List.of(
          LooksUp.class,
          Entry.class,
          Hold.class,
          ReadsFile.class,
          NamesAddress.class,
          StartsProgram.class,
          ReadsClock.class,
          IsGivenClock.class,
          ReadsTicker.class,
          DrawsId.class,
          UsesTwo.class,
          Two.class,
          UsesAdapter.class,
          Wires.class,
          UsesMoney.class,
          Stray.class);

  private final JavaClasses tree = new ClassFileImporter().importPackages(BROKEN.root());
  private final ArchitectureRules rules = new ArchitectureRules(BROKEN);

  @Test
  void a_package_that_uses_a_later_one_is_found() {
    assertThat(culprits(rules.noPackageUsesALaterOne())).containsExactly(LooksUp.class);
  }

  @Test
  void a_package_that_the_ladder_does_not_name_is_found() {
    assertThat(rules.strays(tree)).containsExactly("common");
  }

  @Test
  void a_package_that_is_named_without_existing_is_found() {
    var ladder = new Ladder(BROKEN.root(), List.of("money", "ledger", "nowhere"));

    assertThat(new ArchitectureRules(ladder).missing(tree)).containsExactly("nowhere");
  }

  @Test
  void a_cycle_is_found_also_inside_one_rung() {
    assertThat(culprits(rules.noCycles())).containsExactly(Entry.class, Hold.class);
  }

  @Test
  void an_adapter_that_knows_another_is_found() {
    assertThat(culprits(rules.adaptersDoNotKnowEachOther())).containsExactly(UsesTwo.class);
  }

  @Test
  void an_adapter_used_outside_app_is_found() {
    assertThat(culprits(rules.onlyAppUsesAdapters())).containsExactly(UsesAdapter.class);
  }

  @Test
  void io_in_the_core_is_found() {
    assertThat(culprits(rules.theCoreDoesNoIo()))
        .containsExactly(ReadsFile.class, StartsProgram.class);
  }

  @Test
  void reading_the_system_clock_is_found() {
    assertThat(culprits(rules.onlyAppReadsTheSystemClock())).containsExactly(ReadsClock.class);
  }

  @Test
  void measuring_elapsed_time_in_the_core_is_found() {
    assertThat(culprits(rules.onlyShellsMeasureElapsedTime())).containsExactly(ReadsTicker.class);
  }

  @Test
  void randomness_in_the_core_is_found() {
    assertThat(culprits(rules.theCoreDrawsNothingAtRandom())).containsExactly(DrawsId.class);
  }

  @Test
  void a_simulator_that_shares_our_code_is_found() {
    assertThat(culprits(rules.theSimulatorUsesNothingOfOurs())).containsExactly(UsesMoney.class);
  }

  /// Every class of the tree in which a line of the rule's report begins.
  private List<Class<?>> culprits(ArchRule rule) {
    List<String> report = rule.evaluate(tree).getFailureReport().getDetails();
    return TREE.stream().filter(type -> report.stream().anyMatch(d -> accuses(d, type))).toList();
  }

  /// A line first names what breaks the rule: `<a class>`, or `<a class.its member>`.
  private static boolean accuses(String detail, Class<?> type) {
    return detail
        .lines()
        .map(line -> line.substring(line.indexOf('<') + 1))
        .anyMatch(
            line -> line.startsWith(type.getName() + ">") || line.startsWith(type.getName() + "."));
  }
}
