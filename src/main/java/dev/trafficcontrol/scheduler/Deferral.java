package dev.trafficcontrol.scheduler;

/// The scheduler's not now to one task.
public record Deferral(String task, String project, DeferReason reason) {}
