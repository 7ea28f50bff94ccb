package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The ledger's own core in a time that its caller gives, without a book: for rehearsal and replay.
///
/// It decides as the real one does, and authorizes nothing: no [Authorization] leaves it, so no
/// provider can be reached through it. Not thread-safe.
public final class VirtualLedger implements Steered {

  private final LedgerCore core = new LedgerCore();
  private final BookListener listener;
  private Instant now;

  /// What a request for a hold came to.
  public sealed interface Answer {

    HoldId id();

    /// The call may be played.
    record Granted(Hold hold) implements Answer {

      @Override
      public HoldId id() {
        return hold.id();
      }
    }

    record Refused(HoldId id, Refusal why) implements Answer {}
  }

  /// A new book, with the default budgets written down.
  ///
  /// @param listener told of each step, as it is told by the ledger's writer
  public VirtualLedger(Instant begin, BookListener listener) {
    this.listener = listener;
    this.now = begin;
    ask(new WriteDefaults());
  }

  public Instant now() {
    return now;
  }

  /// Goes on to that time.
  public void advance(Instant to) {
    if (to.isBefore(now)) {
      throw new IllegalArgumentException("time goes forward, not from " + now + " to " + to);
    }
    now = to;
  }

  /// Puts a request in line; [#pass] answers it.
  public void enter(HoldRequest request) {
    core.enter(request, now);
  }

  public void leave(HoldId id) {
    core.leave(id);
  }

  /// Expires what is past its deadline, and answers everybody in line who need not wait any longer.
  public List<Answer> pass() {
    core.expireOverdue(now);
    List<Answer> answers = new ArrayList<>();
    core.pass(
        now,
        (request, verdict) ->
            answers.add(
                switch (verdict) {
                  case HoldVerdict.Granted granted -> new Answer.Granted(granted.hold());
                  case HoldVerdict.Refused(Refusal why) -> new Answer.Refused(request.id(), why);
                  case HoldVerdict.Known known ->
                      throw new BrokenInvariant("an id was used twice: " + known.hold().id());
                  case HoldVerdict.MustWait _ ->
                      throw new BrokenInvariant("who must wait is not answered");
                }));
    tell();
    return answers;
  }

  /// When something happens by itself: a deadline, or somebody in line gives up. At the latest
  /// after a second.
  public Instant wakeAt() {
    return core.wakeAt(now);
  }

  public EndReply end(HoldId id, HoldEnd how) {
    return ask(how.of(id));
  }

  @Override
  public <R> R ask(LedgerCommand<R> command) {
    R reply = core.decide(command, now);
    tell();
    return reply;
  }

  private void tell() {
    LedgerCore.Step step = core.takeStep(now);
    if (!step.events().isEmpty()) {
      listener.written(step, now);
    }
  }

  @Override
  public List<BudgetView> budgets() {
    return core.state().accounts.budgets(now);
  }

  /// The budgets over a scope, those too that nothing was said of.
  public List<BudgetView> budgetsOver(Scope scope) {
    return core.state().accounts.budgets(scope, now);
  }

  /// The breakers that aren't closed.
  public Map<Scope, BreakerState> breakers() {
    return core.state().breakers.all();
  }

  /// Everything that was ever settled or expired.
  public Money totalSpent() {
    return core.state().accounts.totalSpent();
  }
}
