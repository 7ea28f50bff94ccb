package dev.trafficcontrol;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Who in the compiled program reaches what, as `package.File`. Asked for the whole answer, a test
/// that compares it can't pass because nothing was looked at.
final class Callers {

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(Ladder.OURS.root());

  private Callers() {}

  /// Calls and references, also through a subtype.
  static Set<String> of(Class<?> owner, String method) {
    return accessing(
        target -> target.getName().equals(method) && target.getOwner().isAssignableTo(owner));
  }

  static Set<String> ofConstructor(Class<?> type) {
    return accessing(target ->
        target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
            && target.getOwner().isEquivalentTo(type));
  }

  /// Whoever mentions a class that `which` is true of.
  static Set<String> ofClasses(Predicate<JavaClass> which) {
    return PROGRAM.stream()
        .filter(type ->
            type.getDirectDependenciesFromSelf().stream()
                .anyMatch(use -> which.test(use.getTargetClass().getBaseComponentType())))
        .map(Callers::file)
        .collect(toCollection(TreeSet::new));
  }

  /// What a class does with its own members is not looked at.
  static Set<String> accessing(Predicate<AccessTarget> which) {
    return accesses()
        .filter(access -> !access.getOriginOwner().equals(access.getTargetOwner()))
        .filter(access -> which.test(access.getTarget()))
        .map(access -> file(access.getOriginOwner()))
        .collect(toCollection(TreeSet::new));
  }

  /// Our own classes that can be used as `type`.
  static Set<String> implementationsOf(Class<?> type) {
    return PROGRAM.stream()
        .filter(each -> !each.isEquivalentTo(type) && each.isAssignableTo(type))
        .map(Callers::file)
        .collect(toCollection(TreeSet::new));
  }

  private static Stream<JavaAccess<?>> accesses() {
    return PROGRAM.stream().flatMap(type -> type.getAccessesFromSelf().stream());
  }

  /// Nested classes and lambdas are their file's.
  private static String file(JavaClass type) {
    return type.getName().substring(Ladder.OURS.root().length() + 1).split("\\$", 2)[0];
  }
}
