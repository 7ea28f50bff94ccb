package dev.trafficcontrol.pricing;

/// One sampling of one model inside a call. Most calls have a single hop; compaction, an advisor or
/// a fallback adds one each, at its own model's price.
///
/// @param model the id as the provider reported it, dated or not
public record Hop(String model, TokenUsage usage, Modifiers modifiers) {}
