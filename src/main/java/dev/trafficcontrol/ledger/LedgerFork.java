package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ledger's own core, going on from a [LedgerCopy] in a time that its caller gives, without a
/// book: for rehearsal.
///
/// It decides as the real one does and authorizes nothing: no [Authorization] leaves it, so no
/// provider can be reached through it. Not thread-safe.
public final class LedgerFork {

  private final LedgerCore core = new LedgerCore();
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

  public LedgerFork(LedgerCopy from, Instant begin) {
    from.restore(core.state());
    this.now = begin.isBefore(core.state().time()) ? core.state().time() : begin;
    core.decide(new WriteDefaults(), now);
    core.dropStep();
  }

  public Instant now() {
    return now;
  }

  /// Goes on to that time, at which holds may be past their deadline.
  public void advance(Instant to) {
    if (to.isBefore(now)) {
      throw new IllegalArgumentException("time goes forward, not from " + now + " to " + to);
    }
    now = to;
    core.expireOverdue(now);
  }

  /// Puts a request in line; [#pass] answers it.
  public void enter(HoldRequest request) {
    core.enter(request, now);
  }

  /// Answers everybody in line who need not wait any longer.
  public List<Answer> pass() {
    List<Answer> answers = new ArrayList<>();
    core.pass(now, (request, verdict) -> answers.add(answer(request.id(), verdict)));
    core.dropStep();
    return answers;
  }

  private static Answer answer(HoldId id, HoldVerdict verdict) {
    return switch (verdict) {
      case HoldVerdict.Granted granted -> new Answer.Granted(granted.hold());
      case HoldVerdict.Refused(Refusal why) -> new Answer.Refused(id, why);
      case HoldVerdict.Known _ -> throw new BrokenInvariant("an id was used twice: " + id);
      case HoldVerdict.MustWait _ -> throw new BrokenInvariant("who must wait is not answered");
    };
  }

  public EndReply settle(HoldId id, Money cost) {
    return ask(new SettleHold(id, cost, null));
  }

  /// Any change but a hold.
  public <R> R ask(LedgerCommand<R> command) {
    R reply = core.decide(command, now);
    core.dropStep();
    return reply;
  }

  public List<BudgetView> budgets() {
    return core.state().accounts.budgets(now);
  }

  /// The budgets a call for `scope` would have to fit, without binding anything.
  public List<BudgetView> budgetsFor(HoldScope scope) {
    return core.state().accounts.budgets(scope.scopes(), now);
  }

  /// When time will have freed room for `asked` beside what is spent, or null where it never does.
  public @Nullable Instant fitsAt(BudgetId budget, Money asked) {
    return core.state().accounts.fitsAt(budget, asked, now);
  }

  /// The breakers that aren't closed.
  public Map<Scope, BreakerState> breakers() {
    return core.state().breakers.all();
  }
}
