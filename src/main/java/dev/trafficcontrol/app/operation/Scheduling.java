package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.scheduler.Plan;
import dev.trafficcontrol.scheduler.Tick;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// The scheduler of this process, as a start sees it.
public interface Scheduling {

  /// Turns it on, where it is not, and keeps it on.
  ///
  /// @param maxAgents at most so many agents at once from now on; empty for what is configured
  void begin(OptionalInt maxAgents);

  /// What it would decide on that queue, were it begun so for that amount. Starts nothing.
  Plan decide(
      QueueSnapshot queue, AdmissionStanding standing, Money confirmed, OptionalInt maxAgents);

  /// The last look at the queue that went through.
  Optional<Tick> lastTick();

  /// Lets so much time pass, or less where something may have changed: a hint to look again.
  void rest(Duration atMost) throws InterruptedException;

  /// Somebody asked this process to end.
  boolean isEnding();
}
