package dev.trafficcontrol.alert.offer;

import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.Optional;

/// Deeds in words, the same in every channel.
public final class DeedWords {

  /// What is asked back before a deed.
  ///
  /// @param yes what is pressed to mean it
  public record Question(String title, String text, String yes) {}

  private DeedWords() {}

  /// What is pressed, such as `Raise to $12.50: global/rolling-day`.
  public static String label(Deed deed) {
    return switch (deed) {
      case Deed.Pause() -> "Pause";
      case Deed.Kill() -> "Stop everything";
      case Deed.Raise(BudgetId budget, Money _, Money to, Duration _) ->
          "Raise to %s: %s".formatted(to, budget);
      case Deed.Accept(String task, String _) -> "Accept " + task;
      case Deed.Reject(String task, String _) -> "Reject " + task;
      case Deed.Greet() -> "Try the button";
    };
  }

  /// Asked before whatever lets money or work go, and before what ends runs.
  public static Optional<Question> question(Deed deed, String environment) {
    return switch (deed) {
      case Deed.Pause(), Deed.Reject(String _, String _), Deed.Greet() -> Optional.empty();
      case Deed.Kill() ->
          Optional.of(
              new Question(
                  "Stop everything?",
                  "In %s every agent and every call ends now, and so does the daemon. Nothing spends until trafficctl resume."
                      .formatted(environment),
                  "Stop everything"));
      case Deed.Raise(BudgetId budget, Money from, Money to, Duration lasting) ->
          Optional.of(
              new Question(
                  "Raise the limit?",
                  "In %s the limit of %s goes from %s to %s for %s; then it is again what it is for good."
                      .formatted(environment, budget, from, to, length(lasting)),
                  "Raise to " + to));
      case Deed.Accept(String task, String run) ->
          Optional.of(
              new Question(
                  "Accept " + task + "?",
                  "In %s the work of run %s is merged into its project's branch, if the merge passes the project's command. Look first: trafficctl review show %s --diff"
                      .formatted(environment, run, task),
                  "Accept"));
    };
  }

  /// What was done, such as `Paused`.
  public static String done(Deed deed) {
    return switch (deed) {
      case Deed.Pause() -> "Paused";
      case Deed.Kill() -> "Everything was stopped";
      case Deed.Raise(BudgetId budget, Money from, Money to, Duration lasting) ->
          "%s was raised from %s to %s for %s".formatted(budget, from, to, length(lasting));
      case Deed.Accept(String task, String run) ->
          "Task %s was accepted (run %s)".formatted(task, run);
      case Deed.Reject(String task, String run) ->
          "Task %s was rejected (run %s)".formatted(task, run);
      case Deed.Greet() -> "The button works: it was pressed";
    };
  }

  /// `2h`, `45m`, `7d`: as `trafficctl` takes it.
  public static String length(Duration lasting) {
    long minutes = lasting.toMinutes();
    if (minutes % Duration.ofDays(1).toMinutes() == 0) {
      return lasting.toDays() + "d";
    }
    return minutes % 60 == 0 ? lasting.toHours() + "h" : minutes + "m";
  }
}
