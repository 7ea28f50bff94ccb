package dev.trafficcontrol.task;

import java.time.Instant;

/// Where a task came from, who brought it, and when.
public record Provenance(Origin origin, String by, Instant at) {}
