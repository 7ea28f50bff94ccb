package dev.trafficcontrol.forecast;

import dev.trafficcontrol.money.Money;
import java.time.Duration;

/// What holds whatever an agent does.
///
/// @param perRun the most that one attempt can cost
/// @param perTask the most that all attempts can
/// @param wall the longest that one attempt can take
public record Bounds(Money perRun, Money perTask, Duration wall) {}
