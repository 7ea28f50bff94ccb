package dev.trafficcontrol;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;

/// The packages below `root`, lowest first: a package (a *rung*, with all its subpackages) may use
/// only those named before it.
record Ladder(String root, List<String> rungs) {

  static final Ladder OURS =
      new Ladder(
          "dev.trafficcontrol",
          List.of(
              "money",
              "pricing",
              "breaker",
              "key",
              "ledger",
              "project",
              "task",
              "queue",
              "capacity",
              "forecast",
              "preflight",
              "scheduler",
              "run",
              "review",
              "usage",
              "gateway",
              "alert",
              "monitor",
              "rehearsal",
              "adapter",
              "simulator",
              "agent",
              "cli",
              "web",
              "app",
              "junit"));

  boolean owns(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(root) || name.startsWith(root + ".");
  }

  /// The rung's name, or "" for a class that lies directly in the root package.
  String rungOf(JavaClass type) {
    String below = type.getPackageName().substring(root.length());
    return below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
  }

  /// The adapter's name, as `sqlite`, or "" for a class directly in `adapter`.
  String adapterOf(JavaClass type) {
    String[] parts = type.getPackageName().substring(root.length() + 1).split("\\.", 3);
    return parts.length < 2 ? "" : parts[1];
  }

  /// How high the rung of `type` is; -1 where it is on none.
  int heightOf(JavaClass type) {
    return rungs.indexOf(rungOf(type));
  }

  DescribedPredicate<JavaClass> in(String... names) {
    return describe(
        "in " + Arrays.toString(names), c -> owns(c) && List.of(names).contains(rungOf(c)));
  }

  DescribedPredicate<JavaClass> outside(String... names) {
    return describe(
        "outside " + Arrays.toString(names), c -> owns(c) && !List.of(names).contains(rungOf(c)));
  }
}
