/// Rehearsal: what a queue would come to, in virtual time.
///
/// A [Rehearsal] takes tasks with what they may cost and a copy of the ledger, and gives a
/// [RehearsalReport]. Scheduler, ledger, capacity and the judgement of burn are the real ones; only
/// agents and their provider are played. Invariant: the same queue is rehearsed the same way, and
/// nothing outside is changed.
@NullMarked
package dev.trafficcontrol.rehearsal;

import org.jspecify.annotations.NullMarked;
