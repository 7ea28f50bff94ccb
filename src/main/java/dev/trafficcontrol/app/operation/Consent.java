package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.preflight.PreflightReport;
import java.util.Optional;

/// What the owner said to a start.
///
/// @param yes answers a confirmation, whatever it is for; never a refusal
/// @param plan what was shown to a person who then said yes
/// @param numbers what was named outright
record Consent(boolean yes, Optional<Plan> plan, Optional<Numbers> numbers) {

  static final Consent NONE = new Consent(false, Optional.empty(), Optional.empty());

  /// `--confirm-up-to USD --confirm-tasks N`.
  record Numbers(Money upTo, int tasks) {}

  static Consent read(Arguments arguments) {
    Optional<Money> upTo = arguments.maybe("confirm-up-to", Money::ofUsd);
    boolean named = arguments.maybe("confirm-tasks").isPresent();
    if (upTo.isPresent() != named) {
      throw arguments.bad("--confirm-up-to and --confirm-tasks go together: name both numbers.");
    }
    return new Consent(
        arguments.flag("yes"),
        arguments.maybe("plan", Plan::parse),
        upTo.map(amount ->
            new Numbers(amount, arguments.number("confirm-tasks", 0, 0, Integer.MAX_VALUE))));
  }

  /// How much may be spent: what was named, else what was shown, and never less than what needs no
  /// question.
  Money amount(PreflightReport report) {
    return numbers
        .map(Numbers::upTo)
        .orElseGet(() -> report.summary().amount().max(PreflightReport.CONFIRM_ABOVE));
  }
}
