package dev.trafficcontrol.preflight;

import dev.trafficcontrol.money.Money;
import java.util.List;

/// What a pre-flight comes to.
public sealed interface Verdict {

  /// Starts without a question.
  record Clear() implements Verdict {}

  /// Starts once a person says yes to so many tasks for so much money.
  record NeedsConfirmation(Money amount, int tasks, List<String> why) implements Verdict {}

  /// Starts only where a person names both numbers: `--confirm-up-to USD --confirm-tasks N`.
  record NeedsNumbers(Money amount, int tasks, List<String> why) implements Verdict {}

  /// Does not start.
  record Refused(List<String> why) implements Verdict {}
}
