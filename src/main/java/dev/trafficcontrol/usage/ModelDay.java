package dev.trafficcontrol.usage;

import dev.trafficcontrol.money.Money;
import java.time.LocalDate;

/// What the book charged for one model on one day.
///
/// @param day in UTC, by when the charge was booked
/// @param model the one asked for
public record ModelDay(LocalDate day, String model, Money cost) {}
