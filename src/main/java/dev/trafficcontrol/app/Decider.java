package dev.trafficcontrol.app;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.scheduler.Conditions;
import dev.trafficcontrol.scheduler.Plan;
import dev.trafficcontrol.scheduler.Scheduler;
import java.util.OptionalInt;

/// What the scheduler decides by in this process.
///
/// @param node the name of this process among those that work on one database
record Decider(
    Ledger ledger,
    FirstCallQuestion budgets,
    CapacityLimits configured,
    String node,
    PriceBook prices) {

  CapacityLimits limits(OptionalInt maxAgents) {
    return maxAgents.isPresent() ? configured.withMaxAgents(maxAgents.getAsInt()) : configured;
  }

  Conditions conditions(CapacityLimits limits, AdmissionStanding standing) {
    return new Conditions(ledger.breakers(), limits, standing, node, prices::charged);
  }

  /// What it would say of that queue in a start that was confirmed for that much.
  Plan decide(
      QueueSnapshot queue, AdmissionStanding standing, Money confirmed, OptionalInt maxAgents) {
    return Scheduler.decide(
        queue, conditions(limits(maxAgents), standing), budgets.within(confirmed));
  }
}
