/// The scheduler: which task starts next, and why the others don't.
///
/// Owns the decision, a pure function of what waits, what runs, the limits, the breaker and the
/// budgets (*admit* or *defer*, with a reason), and the loop that asks it, one tick at a time. A
/// claim that the queue granted leaves through [RunStarter]. Invariant: nothing starts but what was
/// claimed, and whatever can't be decided waits.
@NullMarked
package dev.trafficcontrol.scheduler;

import org.jspecify.annotations.NullMarked;
