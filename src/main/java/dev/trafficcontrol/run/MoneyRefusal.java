package dev.trafficcontrol.run;

import java.time.Instant;
import java.util.Optional;

/// A budget said no.
///
/// @param why which budget, for people
/// @param isPause whether the run was granted calls before, and will be when the window frees
/// @param freesAt when its window has room again, or empty where time alone makes none
public record MoneyRefusal(String why, boolean isPause, Optional<Instant> freesAt) {}
