package dev.trafficcontrol;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import java.util.List;
import java.util.Set;

/// Calls whose answer depends on when, or how often, they are made.
final class ImpureCalls {

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.time.InstantSource.system",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.system",
          "java.time.Clock.tickMillis",
          "java.time.Clock.tickSeconds",
          "java.time.Clock.tickMinutes",
          "java.util.Calendar.getInstance");

  private static final Set<String> DRAWS =
      Set.of(
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.util.random.RandomGenerator.getDefault",
          "java.util.random.RandomGenerator.of",
          "java.security.SecureRandom.<init>",
          "java.security.SecureRandom.getInstanceStrong",
          "java.util.Collections.shuffle");

  private ImpureCalls() {}

  /// `Instant.now()` and `LocalDate.now(zone)` read the system's clock, `now(clock)` a given one.
  static boolean readSystemClock(AccessTarget target) {
    return CLOCKS.contains(nameOf(target))
        || (target.getName().equals("now")
            && target.getOwner().getPackageName().startsWith("java.time")
            && !parametersOf(target).contains("java.time.Clock"))
        || isNewWithoutArguments(target, "java.util.Date");
  }

  static boolean readTicker(AccessTarget target) {
    return nameOf(target).equals("java.lang.System.nanoTime");
  }

  /// A generator with a seed is given its randomness; one without takes it from the machine.
  static boolean drawAtRandom(AccessTarget target) {
    return (DRAWS.contains(nameOf(target)) && !parametersOf(target).contains("java.util.Random"))
        || isNewWithoutArguments(target, "java.util.Random")
        || isNewWithoutArguments(target, "java.util.SplittableRandom");
  }

  private static boolean isNewWithoutArguments(AccessTarget target, String type) {
    return nameOf(target).equals(type + ".<init>") && parametersOf(target).isEmpty();
  }

  private static String nameOf(AccessTarget target) {
    return target.getOwner().getName() + "." + target.getName();
  }

  private static List<String> parametersOf(AccessTarget target) {
    return target instanceof CodeUnitAccessTarget code
        ? code.getRawParameterTypes().stream().map(type -> type.getName()).toList()
        : List.of();
  }
}
