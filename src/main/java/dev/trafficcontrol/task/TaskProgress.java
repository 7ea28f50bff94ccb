package dev.trafficcontrol.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a task has come.
///
/// @param revision counts changes of what is wanted; an approval or a confirmation is for one
///   revision
/// @param attempts runs that were claimed for it so far
/// @param reason why it is where it is, for people
/// @param readyAt it waits until then (not-before, backoff, a budget's window), or null
/// @param confirmation the confirmed start it belongs to, or null
public record TaskProgress(
    TaskState state,
    int revision,
    int attempts,
    Setbacks setbacks,
    @Nullable String reason,
    @Nullable Instant readyAt,
    @Nullable String confirmation) {}
