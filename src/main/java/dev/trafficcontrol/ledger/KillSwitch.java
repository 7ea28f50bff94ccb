package dev.trafficcontrol.ledger;

import java.time.Instant;

/// Everything was stopped, until the owner starts again.
public record KillSwitch(String reason, String by, Instant since) {}
