package dev.trafficcontrol;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The rules of the package ladder, for any ladder: ours, and the broken one that shows that each
/// rule can fail.
///
/// `simulator` and `agent` are programs of their own, run as processes of their own: they do their
/// own I/O and read their own clock.
record ArchitectureRules(Ladder ladder) {

  private static final String[] MAY_DO_IO = {
    "adapter", "simulator", "agent", "web", "cli", "app", "junit",
  };

  /// The stores' SQL, which both engines are given; nothing else is shared between adapters.
  private static final String SHARED_ADAPTER = "sql";

  private static final Set<String> ENGINES = Set.of("sqlite", "postgres");

  private static final Set<String> IO_TYPES =
      Set.of(
          "java.lang.ProcessBuilder",
          "java.lang.Process",
          "java.lang.ProcessHandle",
          "java.lang.Runtime");

  private static final List<String> IO_PACKAGES =
      List.of(
          "java.io",
          "java.nio.file",
          "java.nio.channels",
          "java.net",
          "java.sql",
          "javax.sql",
          "java.util.logging",
          "java.lang.System$Logger",
          "org.slf4j",
          "ch.qos.logback");

  /// Live in those packages and reach nothing outside.
  private static final Set<String> NO_IO = Set.of("java.net.URI", "java.io.StringWriter");

  ArchRule noPackageUsesALaterOne() {
    return ourClasses()
        .should(
            dependOnlyOn(
                "earlier packages of the ladder",
                (from, to) -> ladder.heightOf(to) <= ladder.heightOf(from)));
  }

  /// A package that exists without being named is a stray, such as a `common`.
  Set<String> strays(Iterable<JavaClass> classes) {
    return rungsOf(classes)
        .filter(rung -> !ladder.rungs().contains(rung))
        .collect(Collectors.toSet());
  }

  /// A package that is named without existing: the ladder would describe another program.
  Set<String> missing(Iterable<JavaClass> classes) {
    Set<String> existing = rungsOf(classes).collect(Collectors.toSet());
    return ladder.rungs().stream()
        .filter(rung -> !existing.contains(rung))
        .collect(Collectors.toSet());
  }

  ArchRule noCycles() {
    return slices()
        .matching(ladder.root() + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true);
  }

  ArchRule adaptersDoNotKnowEachOther() {
    return classes()
        .that(ladder.in("adapter"))
        .should(
            dependOnlyOn(
                "their own adapter; engines also on the SQL they share",
                (from, to) -> !ladder.rungOf(to).equals("adapter") || mayKnow(from, to)))
        .allowEmptyShould(true);
  }

  private boolean mayKnow(JavaClass from, JavaClass to) {
    String adapter = ladder.adapterOf(from);
    String other = ladder.adapterOf(to);
    return adapter.equals(other) || (ENGINES.contains(adapter) && other.equals(SHARED_ADAPTER));
  }

  ArchRule onlyAppUsesAdapters() {
    return noClasses()
        .that(ladder.outside("adapter", "app"))
        .should()
        .dependOnClassesThat(ladder.in("adapter"))
        .allowEmptyShould(true);
  }

  ArchRule theCoreDoesNoIo() {
    return noClasses()
        .that(ladder.outside(MAY_DO_IO))
        .should()
        .dependOnClassesThat(doIo())
        .allowEmptyShould(true);
  }

  ArchRule onlyAppReadsTheSystemClock() {
    return noClasses()
        .that(ladder.outside("app", "simulator", "agent"))
        .should()
        .accessTargetWhere(accessOf("the system clock", ImpureCalls::readSystemClock))
        .allowEmptyShould(true);
  }

  ArchRule onlyShellsMeasureElapsedTime() {
    return noClasses()
        .that(ladder.outside("adapter", "web", "app", "simulator", "agent"))
        .should()
        .accessTargetWhere(accessOf("System.nanoTime", ImpureCalls::readTicker))
        .allowEmptyShould(true);
  }

  /// Ids and randomness are arguments of the core as time is, so that a run of it can be repeated.
  ArchRule theCoreDrawsNothingAtRandom() {
    return noClasses()
        .that(ladder.outside(MAY_DO_IO))
        .should()
        .accessTargetWhere(accessOf("randomness", ImpureCalls::drawAtRandom))
        .allowEmptyShould(true);
  }

  ArchRule theSimulatorUsesNothingOfOurs() {
    return classes()
        .that(ladder.in("simulator"))
        .should(
            dependOnlyOn(
                "the simulator and libraries", (from, to) -> ladder.rungOf(to).equals("simulator")))
        .allowEmptyShould(true);
  }

  Stream<String> rungsOf(Iterable<JavaClass> classes) {
    return StreamSupport.stream(classes.spliterator(), false)
        .filter(ladder::owns)
        .map(ladder::rungOf);
  }

  private GivenClassesConjunction ourClasses() {
    return classes().that(describe("are ours", ladder::owns));
  }

  /// Looks at dependencies on our own classes only.
  private ArchCondition<JavaClass> dependOnlyOn(
      String what, BiPredicate<JavaClass, JavaClass> allowed) {
    return new ArchCondition<>("depend only on " + what) {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
          JavaClass to = dependency.getTargetClass().getBaseComponentType();
          if (ladder.owns(to) && !allowed.test(from, to)) {
            events.add(violated(from, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static DescribedPredicate<JavaClass> doIo() {
    return describe(
        "do I/O",
        type -> {
          JavaClass base = type.getBaseComponentType();
          String name = base.getName();
          return !NO_IO.contains(name)
              && (IO_TYPES.contains(name)
                  || IO_PACKAGES.stream()
                      .anyMatch(p -> name.equals(p) || name.startsWith(p + ".")));
        });
  }

  private static DescribedPredicate<JavaAccess<?>> accessOf(
      String what, Predicate<AccessTarget> matches) {
    return describe("the target is " + what, access -> matches.test(access.getTarget()));
  }
}
