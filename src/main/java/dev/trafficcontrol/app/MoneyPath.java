package dev.trafficcontrol.app;

import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.gateway.CallIds;
import dev.trafficcontrol.gateway.CallsInFlight;
import dev.trafficcontrol.gateway.Gateway;
import dev.trafficcontrol.gateway.GatewaySettings;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.LedgerCore;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SelfTest;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.Monitor;
import dev.trafficcontrol.monitor.TripLimits;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.usage.ClientLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a call passes between the listener and the provider.
///
/// @param calls what is in flight, to be cut
/// @param activity what runs do at the gateway
/// @param firstCalls what they asked for first
record MoneyPath(
    LedgerWriter ledger,
    PriceBook prices,
    CallsInFlight calls,
    RunActivity activity,
    FirstCalls firstCalls,
    Monitor monitor,
    Gateway gateway)
    implements AutoCloseable {

  /// Who is told of what happens, and by what it is judged.
  record Watching(AlertLog alerts, TripLimits trips, KillWatch kills, ClientLog clients) {}

  /// Replays the book, proves that the ledger refuses what it must, and charges what a process
  /// before this one left open: whatever it had sent is lost, and may have been billed.
  ///
  /// @param node as of [Sharing#ledgerNode]
  /// @param prices what calls are held and charged by, until this is closed: a call that was held
  ///   under one book is settled under the same
  static MoneyPath open(
      Ports ports,
      @Nullable String node,
      Watching watching,
      PriceBook prices,
      InstantSource clock) {
    CallsInFlight calls = new CallsInFlight(prices, watching.clients());
    RunActivity activity = new RunActivity(calls, clock);
    FirstCalls firstCalls = new FirstCalls();
    Monitor monitor =
        new Monitor(new InFlight(calls), watching.alerts(), watching.trips().by(prices));
    LedgerWriter ledger =
        LedgerWriter.open(ports.book(), node, clock, new Listeners(monitor, watching.kills()));
    boolean sound = false;
    try {
      selfTest(ledger, clock);
      monitor.standing(ledger.breakers());
      sound = true;
    } finally {
      if (!sound) {
        ledger.close();
      }
    }
    Gateway gateway =
        new Gateway(
            new WatchedLedger(ledger, activity, firstCalls),
            prices,
            ports.providers(),
            calls,
            GatewaySettings.DEFAULT,
            new CallIds(clock, Randomness.random()));
    return new MoneyPath(ledger, prices, calls, activity, firstCalls, monitor, gateway);
  }

  private static void selfTest(LedgerWriter ledger, InstantSource clock) {
    try {
      SelfTest.run(ledger, clock.instant(), () -> Randomness.bytes(HoldId.RANDOM_BYTES));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the ledger's self-test was interrupted", stopped);
    }
  }

  @Override
  public void close() {
    ledger.close();
  }

  private record Listeners(Monitor monitor, KillWatch kills) implements BookListener {

    @Override
    public void written(LedgerCore.Step step, Instant at) {
      monitor.written(step, at);
      kills.written(step, at);
    }

    @Override
    public Duration memory() {
      return monitor.memory();
    }

    @Override
    public void remember(List<LedgerEvent> events, Instant at) {
      monitor.remember(events, at);
    }
  }

  private record InFlight(CallsInFlight calls) implements Monitor.InFlight {

    @Override
    public Money meteredSoFar(Scope scope) {
      return calls.meteredSoFar(scope);
    }

    /// On a thread of its own: the ledger's writer can't wait for a connection that is slow to
    /// close.
    @Override
    public void cut(Scope scope, String reason) {
      Thread.startVirtualThread(() -> calls.cut(scope, reason));
    }
  }
}
