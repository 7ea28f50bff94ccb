/// What a model call costs, and the most it can cost.
///
/// Owns the price book ([PriceBook], read from a data file in which each rate has its source and
/// date), the exact cost of a metered call ([Cost]) and the upper bound of a call not yet sent
/// ([InputBound], [ConversationMemory], [CallBound]). Token counts and the text of the price book
/// enter; amounts of [dev.trafficcontrol.money.Money] leave. No clock, file or socket. Invariant:
/// for every usage that fits a call's shape, its cost is at most its bound; and what has no price
/// has neither cost nor bound, never zero.
@NullMarked
package dev.trafficcontrol.pricing;

import org.jspecify.annotations.NullMarked;
