package dev.trafficcontrol.forecast;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.task.TaskState;
import java.time.Duration;
import java.time.Instant;

/// A task that agents have worked on and work on no more, as far as anybody knows.
///
/// @param cost of all its attempts
/// @param duration for how long its attempts kept an agent busy, added up
/// @param endedAt when the last of them ended
/// @param outcome where it stands since
public record PastTask(
    String id, Kind kind, Money cost, Duration duration, Instant endedAt, TaskState outcome) {}
