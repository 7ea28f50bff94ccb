package dev.trafficcontrol.ledger;

import java.time.Instant;

/// What a window counts at one instant: everything that was spent since `from`.
///
/// @param from [Instant#MIN] where everything counts
/// @param until when `from` moves on, [Instant#MAX] where it never does
public record Span(Instant from, Instant until) {

  static final Span ALWAYS = new Span(Instant.MIN, Instant.MAX);
}
