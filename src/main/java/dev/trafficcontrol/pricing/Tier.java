package dev.trafficcontrol.pricing;

import java.time.LocalDate;

/// Rates for prompts of up to a number of tokens. A tier prices the whole request, not the part of
/// it above the tier before.
///
/// @param upTo the largest prompt, in tokens, that still has these rates; [#UNLIMITED] in the last
/// @param source where the rates were read
/// @param date when they were read or began to apply
public record Tier(long upTo, Rates rates, String source, LocalDate date) {

  public static final long UNLIMITED = Long.MAX_VALUE;
}
