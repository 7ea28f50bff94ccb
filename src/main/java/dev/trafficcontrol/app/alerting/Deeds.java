package dev.trafficcontrol.app.alerting;

import dev.trafficcontrol.alert.offer.Deed;
import dev.trafficcontrol.alert.offer.DeedWords;
import dev.trafficcontrol.alert.offer.Offer;
import dev.trafficcontrol.alert.offer.Offers.Unfinished;
import dev.trafficcontrol.app.home.OwnedControl;
import dev.trafficcontrol.app.home.Sender;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetReport;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.ReportBudgets;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.Admissions;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Does what was offered, by the same verbs that a terminal uses, and finds out whether it was
/// done.
///
/// @param control carries out requests
/// @param token the owner's: whom the owner put on the list speaks for the owner
public record Deeds(
    OwnedControl control,
    Optional<String> token,
    Ledger ledger,
    Admissions admissions,
    Tasks tasks) {

  /// A press and its deed are seconds apart.
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  /// @param actor who wants it, as it stands in the book
  Reply act(Offer offer, String actor) {
    return offer.deed() instanceof Deed.Greet
        ? Reply.done(Facts.of())
        : control.ask(request(offer), new Sender(actor, token), _ -> {});
  }

  private static Request request(Offer offer) {
    String reason = "by Slack, alert " + offer.about() + ", message " + offer.message();
    return switch (offer.deed()) {
      case Deed.Pause() -> Request.to("pause").with("reason", reason);
      case Deed.Kill() -> Request.to("kill").with("reason", reason);
      case Deed.Raise(BudgetId budget, Money from, Money to, Duration lasting) ->
          Request.to("budget raise")
              .with("scope", budget.scope().toString())
              .with("window", budget.window().label())
              .with("from", from.toUsd())
              .with("to", to.toUsd())
              .with("for", DeedWords.length(lasting))
              .with("reason", reason);
      case Deed.Accept(String task, String run) ->
          Request.to("review accept").with("task", task).with("run", run);
      case Deed.Reject(String task, String run) ->
          Request.to("review reject").with("task", task).with("run", run);
      case Deed.Greet() -> throw new IllegalStateException("nothing is asked for by a greeting");
    };
  }

  /// Whether what a process before this one took was done by it.
  boolean wasDone(Unfinished left) {
    return switch (left.offer().deed()) {
      case Deed.Pause() -> isPausedBy(left);
      case Deed.Kill() -> ledger.kill().filter(kill -> kill.by().equals(left.actor())).isPresent();
      case Deed.Raise raise ->
          ledger.ask(new ReportBudgets()).stream().anyMatch(now -> isThatRaise(now, raise, left));
      case Deed.Accept(String task, String _) -> is(task, TaskState.COMPLETE);
      case Deed.Reject(String task, String _) -> !is(task, TaskState.REVIEW);
      case Deed.Greet() -> true;
    };
  }

  private boolean isPausedBy(Unfinished left) {
    AdmissionStanding.Pause pause = admissions.standing().pause();
    return pause != null
        && pause.by().equals(left.actor())
        && !pause.since().isBefore(left.takenAt());
  }

  /// By its end, which no other raise to that limit has.
  private static boolean isThatRaise(BudgetReport now, Deed.Raise raise, Unfinished left) {
    Instant until = now.raisedUntil();
    Instant earliest = left.takenAt().truncatedTo(ChronoUnit.SECONDS).plus(raise.lasting());
    return now.budget().id().equals(raise.budget())
        && now.budget().limit().equals(Limit.of(raise.to()))
        && until != null
        && !until.isBefore(earliest)
        && until.isBefore(earliest.plus(AT_MOST));
  }

  private boolean is(String task, TaskState state) {
    return tasks.find(task).map(Task::state).filter(state::equals).isPresent();
  }
}
