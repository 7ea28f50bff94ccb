package dev.trafficcontrol.app;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.ledger.HoldEnd;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.ledger.KeyView;
import dev.trafficcontrol.ledger.KillSwitch;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.LedgerCommand;
import dev.trafficcontrol.ledger.PendingEnd;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The ledger as the gateway gets it: what runs ask of it is noted in [RunActivity], and a daemon
/// that is ending lets nothing more in.
final class WatchedLedger implements Ledger {

  private final Ledger ledger;
  private final RunActivity activity;
  private final FirstCalls firstCalls;
  private final Map<HoldId, String> runOf = new ConcurrentHashMap<>();

  WatchedLedger(Ledger ledger, RunActivity activity, FirstCalls firstCalls) {
    this.ledger = ledger;
    this.activity = activity;
    this.firstCalls = firstCalls;
  }

  @Override
  public HoldReply hold(HoldRequest request) throws InterruptedException {
    if (activity.isClosed()) {
      return new HoldReply.Refused(new Refusal.Unavailable("the daemon is ending"));
    }
    Optional<AttemptBinding> attempt = ledger.key(request.key()).map(Key::attempt);
    Optional<String> run = attempt.map(AttemptBinding::run);
    if (run.isEmpty()) {
      return ledger.hold(request);
    }
    if (activity.activity(run.get()).calls() == 0) {
      String project = attempt.get().project();
      request.models().forEach(model -> firstCalls.asked(project, model, request.amount()));
    }
    activity.asks(run.get());
    HoldReply reply;
    try {
      reply = ledger.hold(request);
    } catch (InterruptedException | RuntimeException unanswered) {
      activity.over(run.get());
      throw unanswered;
    }
    if (reply instanceof HoldReply.Held) {
      runOf.put(request.id(), run.get());
    }
    activity.answered(run.get(), reply);
    return reply;
  }

  @Override
  public void shrink(HoldId id, Money bound) {
    ledger.shrink(id, bound);
  }

  @Override
  public PendingEnd end(HoldId id, HoldEnd how) {
    over(id);
    return ledger.end(id, how);
  }

  private void over(HoldId id) {
    String run = runOf.remove(id);
    if (run != null) {
      activity.over(run);
    }
  }

  @Override
  public <R> R ask(LedgerCommand<R> command) {
    return ledger.ask(command);
  }

  @Override
  public Optional<Key> key(String id) {
    return ledger.key(id);
  }

  @Override
  public Map<Scope, BreakerState> breakers() {
    return ledger.breakers();
  }

  @Override
  public List<BudgetView> budgets() {
    return ledger.budgets();
  }

  @Override
  public List<BudgetView> budgetsFor(HoldScope scope) {
    return ledger.budgetsFor(scope);
  }

  @Override
  public List<Hold> openHolds() {
    return ledger.openHolds();
  }

  @Override
  public Money totalSpent() {
    return ledger.totalSpent();
  }

  @Override
  public Map<Scope, Money> spentByScope() {
    return ledger.spentByScope();
  }

  @Override
  public List<KeyView> keys() {
    return ledger.keys();
  }

  @Override
  public Optional<KillSwitch> kill() {
    return ledger.kill();
  }
}
