/// The circuit breaker: closed, open, half-open.
///
/// Owns [BreakerState] and the limits that trip it ([BurnLimits]). Facts about burn enter, a state
/// leaves; the ledger keeps the state in its book, so that the same step that grants money reads
/// it. Invariant: time never closes an open breaker, only a person does.
@NullMarked
package dev.trafficcontrol.breaker;

import org.jspecify.annotations.NullMarked;
