package dev.trafficcontrol;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every test there is, as `Class.method`, for pages that name some.
final class TestNames {

  private TestNames() {}

  static Set<String> all() {
    Set<String> tests = new TreeSet<>();
    SourceFile.below(Path.of("src/test/java"))
        .forEach(file -> new Finder(tests).scan(file.unit(), null));
    return tests;
  }

  private static final class Finder extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Set<String> tests;
    private String className = "";

    Finder(Set<String> tests) {
      this.tests = tests;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
      String outer = className;
      className = type.getSimpleName().toString();
      super.visitClass(type, null);
      className = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      boolean isTest =
          method.getModifiers().getAnnotations().stream()
              .map(annotation -> annotation.getAnnotationType().toString())
              .anyMatch(name -> name.equals("Test") || name.equals("ParameterizedTest"));
      if (isTest) {
        tests.add(className + "." + method.getName());
      }
      return super.visitMethod(method, null);
    }
  }
}
