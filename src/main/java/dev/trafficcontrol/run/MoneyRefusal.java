package dev.trafficcontrol.run;

import java.time.Instant;
import java.util.Optional;

/// A budget said no.
///
/// @param why which budget, for people
/// @param freesAt when its window has room again, or empty where time alone makes none
public record MoneyRefusal(String why, Optional<Instant> freesAt) {}
