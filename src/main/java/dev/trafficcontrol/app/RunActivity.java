package dev.trafficcontrol.app;

import dev.trafficcontrol.gateway.CallsInFlight;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.run.CallActivity;
import dev.trafficcontrol.run.MoneyRefusal;
import dev.trafficcontrol.run.RunCalls;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What each run does at the gateway, noted where every paid call passes: at the ledger
/// ([WatchedLedger]). Remembers the latest runs only, far more than can work at once. Thread-safe.
final class RunActivity implements RunCalls {

  private static final int REMEMBERED = 10_000;

  private final CallsInFlight calls;
  private final InstantSource clock;
  private final Map<String, CallActivity> byRun = new LinkedHashMap<>();
  private volatile boolean closed;

  RunActivity(CallsInFlight calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /// From here on no call is let in: the daemon is ending, and those in flight have to come to an
  /// end.
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized CallActivity activity(String run) {
    return byRun.getOrDefault(run, CallActivity.NONE);
  }

  @Override
  public void cut(String run, String reason) {
    calls.cut(Scope.of(ScopeKind.RUN, run), reason);
  }

  /// A call asks for its hold. While it waits for room it counts as in flight.
  synchronized void asks(String run) {
    CallActivity before = activity(run);
    put(run, before.calls() + 1, before.inFlight() + 1, before.granted(), before.refusal());
  }

  /// The answer to [#asks]. A call that is not sent is over.
  synchronized void answered(String run, HoldReply reply) {
    CallActivity before = activity(run);
    switch (reply) {
      case HoldReply.Held _ ->
          put(run, before.calls(), before.inFlight(), before.granted() + 1, Optional.empty());
      case HoldReply.AlreadyHeld _ -> over(run);
      case HoldReply.Refused(Refusal why) ->
          put(
              run,
              before.calls(),
              Math.max(0, before.inFlight() - 1),
              before.granted(),
              refusal(why, before.granted() > 0));
    }
  }

  synchronized void over(String run) {
    CallActivity before = activity(run);
    put(
        run,
        before.calls(),
        Math.max(0, before.inFlight() - 1),
        before.granted(),
        before.refusal());
  }

  private void put(
      String run, int made, int inFlight, int granted, Optional<MoneyRefusal> refusal) {
    byRun.put(
        run, new CallActivity(made, inFlight, granted, Optional.of(clock.instant()), refusal));
    if (byRun.size() > REMEMBERED) {
      byRun.remove(byRun.keySet().iterator().next());
    }
  }

  private static Optional<MoneyRefusal> refusal(Refusal why, boolean paidBefore) {
    return switch (why) {
      case Refusal.TooLarge(BudgetView budget, var asked) ->
          money("a call may cost %s, the limit of %s is %s", asked, budget, false, null);
      // What time alone does not mend is no pause.
      case Refusal.Exhausted(BudgetView budget, var asked, Instant freesAt) ->
          money("no room for %s: %s of %s", asked, budget, paidBefore && freesAt != null, freesAt);
      case Refusal.RoomHeld(BudgetView budget, var asked, var _) ->
          money("no room for %s beside calls in flight: %s of %s", asked, budget, paidBefore, null);
      // Not a matter of money: whoever stopped the run, or everything, says so elsewhere.
      case Refusal.KeyDead _,
          Refusal.AttemptStale _,
          Refusal.BreakerOpen _,
          Refusal.Killed _,
          Refusal.IdReused _,
          Refusal.IdEnded _,
          Refusal.Unavailable _ ->
          Optional.empty();
    };
  }

  private static Optional<MoneyRefusal> money(
      String words, Object asked, BudgetView budget, boolean isPause, @Nullable Instant freesAt) {
    return Optional.of(
        new MoneyRefusal(
            words.formatted(asked, budget.id(), "$" + budget.limit()),
            isPause,
            Optional.ofNullable(freesAt)));
  }
}
