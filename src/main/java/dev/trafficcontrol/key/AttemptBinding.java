package dev.trafficcontrol.key;

import org.jspecify.annotations.Nullable;

/// The attempt that a run's key spends for: the whole chain of scopes above it, and its fencing
/// token.
///
/// @param token the claim's token; the ledger refuses a hold once another token, or none, is live
///   for the run
/// @param confirmation the confirmed start this attempt belongs to, whose amount is a budget too
public record AttemptBinding(
    String project, String task, String run, long token, @Nullable String confirmation) {}
