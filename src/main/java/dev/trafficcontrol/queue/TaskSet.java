package dev.trafficcontrol.queue;

/// Which tasks somebody looked at: how many wait, and a version that any approval or change of a
/// task moves on.
public record TaskSet(int tasks, long version) {}
