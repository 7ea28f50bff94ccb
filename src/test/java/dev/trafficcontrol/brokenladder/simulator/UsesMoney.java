package dev.trafficcontrol.brokenladder.simulator;

import dev.trafficcontrol.brokenladder.money.LooksUp;

/// A provider that shares code with what it is to check.
public record UsesMoney(LooksUp lookup) {}
