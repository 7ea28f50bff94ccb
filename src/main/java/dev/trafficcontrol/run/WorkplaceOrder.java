package dev.trafficcontrol.run;

import dev.trafficcontrol.project.Workspace;

/// For whom a place is made, and from what.
///
/// @param attempt ordinal of the run among its task's
public record WorkplaceOrder(String run, String task, int attempt, Workspace workspace) {}
