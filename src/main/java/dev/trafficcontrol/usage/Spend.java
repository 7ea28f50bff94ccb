package dev.trafficcontrol.usage;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.TokenUsage;

/// What went to one project, task, run, model, key, session, agent or day.
///
/// @param name which one; empty for the calls that belong to none, such as those of stand-alone
///   keys where projects are listed, or of clients that name no session
/// @param calls how many ended and cost something or not; voided ones are not among them
public record Spend(String name, Money cost, long calls, TokenUsage tokens) {}
