package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.preflight.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether what the owner said is enough for what pre-flight found. Pure.
final class StartDecision {

  private static final String WHAT = "Nothing was started";

  private StartDecision() {}

  /// Empty where the start may go on.
  static Optional<Fault> objection(PreflightSurvey.Seen seen, Consent consent, Instant now) {
    return switch (seen.report().verdict()) {
      case Verdict.Refused(List<String> why) ->
          Optional.of(refused(told(why), "see the fixes in: trafficctl preflight"));
      case Verdict.NeedsNumbers(Money amount, int tasks, List<String> why) ->
          consent
              .numbers()
              .map(numbers -> tooSmall(numbers, amount, tasks))
              .orElseGet(() ->
                  Optional.of(
                      refused(
                          told(why),
                          "look through the queue; if you mean it, name the numbers: "
                              + naming(amount, tasks))));
      case Verdict.NeedsConfirmation(Money amount, int tasks, List<String> why) ->
          consent
              .numbers()
              .map(numbers -> tooSmall(numbers, amount, tasks))
              .orElseGet(() -> unconfirmed(seen, consent, now, why));
      case Verdict.Clear _ ->
          consent
              .numbers()
              .flatMap(numbers ->
                  tooSmall(numbers, seen.report().summary().amount(), seen.set().tasks()));
    };
  }

  private static Optional<Fault> unconfirmed(
      PreflightSurvey.Seen seen, Consent consent, Instant now, List<String> why) {
    if (consent.yes()) {
      return Optional.empty();
    }
    if (consent.plan().isEmpty()) {
      return Optional.of(
          refused(
              "It needs a confirmation: " + told(why),
              "trafficctl start --yes, or name the numbers: "
                  + naming(seen.report().summary().amount(), seen.set().tasks())));
    }
    Plan plan = consent.plan().get();
    if (plan.isOver(now)) {
      return Optional.of(
          refused("What you confirmed is more than 15 minutes old.", "trafficctl start"));
    }
    return plan.set().equals(seen.set())
            && !seen.report().summary().amount().isMoreThan(plan.amount())
        ? Optional.empty()
        : Optional.of(
            refused(
                "The queue or its forecast changed since you confirmed: %d tasks for up to %s then, %d for up to %s now."
                    .formatted(
                        plan.set().tasks(),
                        plan.amount(),
                        seen.set().tasks(),
                        seen.report().summary().amount()),
                "trafficctl start"));
  }

  private static Optional<Fault> tooSmall(Consent.Numbers numbers, Money amount, int tasks) {
    return amount.isMoreThan(numbers.upTo()) || tasks > numbers.tasks()
        ? Optional.of(
            refused(
                "You named %d tasks for up to %s; there are %d for up to %s."
                    .formatted(numbers.tasks(), numbers.upTo(), tasks, amount),
                "name at least: " + naming(amount, tasks)))
        : Optional.empty();
  }

  private static String naming(Money amount, int tasks) {
    return "trafficctl start --confirm-up-to " + amount.toUsd() + " --confirm-tasks " + tasks;
  }

  private static String told(List<String> why) {
    return String.join("; ", why) + ".";
  }

  private static Fault refused(String why, String fix) {
    return Fault.refused(WHAT, why, fix);
  }
}
