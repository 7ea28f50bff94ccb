package dev.trafficcontrol.preflight;

import dev.trafficcontrol.money.Money;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Every check with what it found, and what that comes to.
public record PreflightReport(List<Check> checks, Summary summary, Asks asks) {

  /// When a start that nothing speaks against needs a yes.
  public enum Asks {
    /// Where its forecast is above [#CONFIRM_ABOVE].
    ABOVE_AN_AMOUNT,
    /// In production: nobody gets used to being asked only now and then.
    EACH_TIME
  }

  /// A forecast above this needs a person's yes, warnings or not.
  public static final Money CONFIRM_ABOVE = Money.ofUsd("5");

  /// @param estimatedCost at the dear end
  /// @param amount what a yes allows, whatever the forecast says
  /// @param budgetAvailable what is left of the day's budget, or null where it is unlimited
  public record Summary(
      int queuedTaskCount,
      Money estimatedCost,
      Money amount,
      boolean testDataDetected,
      @Nullable Money budgetAvailable) {}

  public PreflightReport {
    checks = List.copyOf(checks);
  }

  /// No check refuses.
  public boolean passed() {
    return messages(check -> check.weight().severity().equals("error")).isEmpty();
  }

  public Verdict verdict() {
    List<String> last = messages(check -> check.weight() == Check.Weight.FINAL);
    if (!last.isEmpty()) {
      return new Verdict.Refused(last);
    }
    Money amount = summary.amount();
    int tasks = summary.queuedTaskCount();
    List<String> refused = messages(check -> check.weight() == Check.Weight.REFUSED);
    if (!refused.isEmpty()) {
      return new Verdict.NeedsNumbers(amount, tasks, refused);
    }
    List<String> warned = messages(check -> check.weight() == Check.Weight.WARNING);
    if (!warned.isEmpty()) {
      return new Verdict.NeedsConfirmation(amount, tasks, warned);
    }
    if (amount.isMoreThan(CONFIRM_ABOVE)) {
      return new Verdict.NeedsConfirmation(
          amount, tasks, List.of("the forecast is above " + CONFIRM_ABOVE));
    }
    return asks == Asks.EACH_TIME
        ? new Verdict.NeedsConfirmation(
            amount, tasks, List.of("this is production: each start needs a yes"))
        : new Verdict.Clear();
  }

  private List<String> messages(Predicate<Check> which) {
    return checks.stream().filter(which).map(Check::message).toList();
  }
}
