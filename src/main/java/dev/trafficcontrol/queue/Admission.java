package dev.trafficcontrol.queue;

import org.jspecify.annotations.Nullable;

/// The scheduler's yes to one task: worth nothing until the claim has checked it all again.
///
/// @param revision what was decided on; a task changed since is not claimed
/// @param confirmation the start it must be confirmed for, or null where none is needed
/// @param node who claims
public record Admission(
    String task, int revision, Ceiling ceiling, @Nullable String confirmation, String node) {}
