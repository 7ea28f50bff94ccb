package dev.trafficcontrol.run;

/// What tells a process from a later one with the same number.
///
/// @param started the system's own word for when it started: boot and clock ticks since, which no
///   clock step changes
public record ChildMark(long pid, String started) {}
