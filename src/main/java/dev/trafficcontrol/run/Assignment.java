package dev.trafficcontrol.run;

import dev.trafficcontrol.task.TaskText;

/// What one run's agent is given.
///
/// @param session the name it is to give its session: a UUID
public record Assignment(
    String run, TaskText text, String model, String session, Endpoint endpoint, Workplace place) {}
