package dev.trafficcontrol.app;

import dev.trafficcontrol.app.operation.DaemonPower;
import dev.trafficcontrol.app.operation.Scheduling;
import dev.trafficcontrol.ledger.Kill;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.Rates;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.scheduler.Plan;
import dev.trafficcontrol.scheduler.Tick;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A command that carries out one request by itself: nothing runs, and nothing can be started here.
record NoDaemon(Ledger ledger, String gateway, Decider decider) implements DaemonPower, Scheduling {

  @Override
  public boolean isRunning() {
    return false;
  }

  @Override
  public Optional<String> tlsGateway() {
    return Optional.empty();
  }

  @Override
  public boolean isScheduling() {
    return false;
  }

  @Override
  public Scheduling scheduling() {
    return this;
  }

  @Override
  public List<Rates> rates() {
    return List.of();
  }

  @Override
  public Money burn() {
    return Money.ZERO;
  }

  @Override
  public void stop(Duration within) {
    // nothing runs
  }

  @Override
  public Killed kill(String reason, String by) {
    ledger.ask(new Kill(reason, by));
    return new Killed(0, 0, true);
  }

  @Override
  public void cutCalls(Scope scope, String reason) {
    // nothing is in flight
  }

  @Override
  public void awaitEnd() {
    // it has ended before it began
  }

  @Override
  public void begin(OptionalInt maxAgents) {
    throw new IllegalStateException("only a daemon starts runs");
  }

  @Override
  public Plan decide(
      QueueSnapshot queue, AdmissionStanding standing, Money confirmed, OptionalInt maxAgents) {
    return decider.decide(queue, standing, confirmed, maxAgents);
  }

  @Override
  public Optional<Tick> lastTick() {
    return Optional.empty();
  }

  @Override
  public void rest(Duration atMost) {
    // nothing runs that could change
  }

  @Override
  public boolean isEnding() {
    return true;
  }
}
