package dev.trafficcontrol.queue;

import dev.trafficcontrol.project.AgentChoice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A task that could start now: approved, its dependencies complete, its time come, its project
/// active, and confirmed where that is asked for.
///
/// @param queuedAt since when it waits, less what its priority is worth: the smallest goes first,
///   so that priority ages without anybody counting
public record Candidate(
    String task,
    String project,
    int revision,
    AgentChoice agent,
    Instant queuedAt,
    @Nullable String confirmation) {}
