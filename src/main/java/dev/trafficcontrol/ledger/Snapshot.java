package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;

/// A [LedgerState] written down: as the fewest events that lead to it, and what no event says any
/// more. Equal states have equal snapshots.
///
/// @param at the state's time
/// @param events applied to a new state, they open what is open and set what is set
/// @param accounts what was spent; what is held follows from the events
/// @param ended ids of holds that ended lately
/// @param expired holds that can still be corrected, and those that were
record Snapshot(
    Instant at,
    int resets,
    List<Past> events,
    List<AccountLine> accounts,
    List<HoldId> ended,
    List<ExpiredHold> expired) {

  record Past(Instant at, LedgerEvent event) {}

  /// @param minutes nano-USD by bucket
  /// @param quarters nano-USD by bucket
  record AccountLine(
      Scope scope,
      Money total,
      NavigableMap<Long, Long> minutes,
      NavigableMap<Long, Long> quarters) {}

  private static final String BY = "checkpoint";

  static Snapshot of(LedgerState state) {
    List<Past> events = new ArrayList<>();
    state.accounts.limits().forEach(said -> events.add(new Past(state.time(), said)));
    state.access.keys().forEach(key -> mint(key, state, events));
    state.access.attempts().forEach(event -> events.add(new Past(state.time(), event)));
    switches(state, events);
    state.holds.all().stream()
        .sorted(Comparator.comparing(Hold::id))
        .forEach(hold -> events.add(new Past(hold.heldAt(), held(hold))));
    return new Snapshot(
        state.time(),
        state.resets(),
        events,
        state.accounts.lines(state.time()),
        state.holds.endedSince(state.time()),
        state.holds.expired().stream()
            .sorted(Comparator.comparing(known -> known.hold().id()))
            .toList());
  }

  private static void mint(Key key, LedgerState state, List<Past> events) {
    events.add(new Past(state.time(), new LedgerEvent.KeyMinted(key, BY)));
    if (state.access.isRevoked(key.id())) {
      events.add(new Past(state.time(), new LedgerEvent.KeyRevoked(key.id(), BY)));
    }
  }

  private static void switches(LedgerState state, List<Past> events) {
    state.breakers.all().forEach((scope, breaker) -> breaker(scope, breaker, events));
    KillSwitch kill = state.kill();
    if (kill != null) {
      events.add(new Past(kill.since(), new LedgerEvent.Killed(kill.reason(), kill.by())));
    }
    ClockReading clock = state.clock();
    if (clock != null) {
      events.add(new Past(state.time(), new LedgerEvent.ClockNoted(clock)));
    }
    LedgerEvent.Archived archived = state.archived();
    if (archived != null) {
      events.add(new Past(state.time(), archived));
    }
  }

  private static void breaker(Scope scope, BreakerState breaker, List<Past> events) {
    Scope over = scope.unlessGlobal();
    switch (breaker) {
      case BreakerState.Closed _ -> {}
      case BreakerState.HalfOpen half ->
          events.add(
              new Past(
                  half.since(),
                  new LedgerEvent.BreakerReset(half.probation(), half.reason(), half.by(), over)));
      case BreakerState.Open open ->
          events.add(
              new Past(
                  open.since(),
                  new LedgerEvent.BreakerTripped(open.kind(), open.reason(), open.by(), over)));
    }
  }

  private static LedgerEvent held(Hold hold) {
    return new LedgerEvent.Held(
        hold.id(), hold.scope(), hold.amount(), hold.deadline(), hold.node());
  }

  /// Brings a new state to where the snapshot was taken.
  void restore(LedgerState state) {
    events.forEach(past -> state.apply(past.event(), past.at()));
    accounts.forEach(line ->
        state
            .accounts
            .account(line.scope())
            .restore(line.total(), line.minutes(), line.quarters()));
    state.holds.restore(ended, expired);
    state.restore(at, resets);
  }
}
