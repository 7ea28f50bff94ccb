package dev.trafficcontrol.run;

import dev.trafficcontrol.queue.TaskOutcome;
import java.util.Optional;

/// What an attempt came to.
///
/// @param failure the same for the same failure; empty where the run is not to blame
public record Verdict(TaskOutcome outcome, Optional<String> failure) {}
