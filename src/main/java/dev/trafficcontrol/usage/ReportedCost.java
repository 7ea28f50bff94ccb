package dev.trafficcontrol.usage;

import dev.trafficcontrol.money.Money;
import java.time.LocalDate;

/// What a provider's report says that one model cost on one day.
///
/// @param day in UTC
/// @param model the base id where the price book knows it, otherwise as the report has it; empty
///   where the report names none
public record ReportedCost(LocalDate day, String model, Money cost) {}
