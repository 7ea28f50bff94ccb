package dev.trafficcontrol.run;

import java.time.Instant;
import java.util.Optional;

/// @param started when its agent was started
public record RunTimes(Instant created, Optional<Instant> started, Optional<Instant> ended) {}
