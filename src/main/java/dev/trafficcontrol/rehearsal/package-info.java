/// Virtual time: what a policy would have made of a fleet's calls, and what a queue would come to.
///
/// Two things, side by side. The replay: a [Recording] of what agents did and a [Policy] enter, an
/// [Outcome] leaves. The rehearsal: tasks with what they may cost and a copy of the ledger enter a
/// [Rehearsal], a [RehearsalReport] leaves. Ledger, capacity, the judgement of burn, and pre-flight
/// or the scheduler are the real ones; only agents and their provider are played. Invariant: the
/// same is played the same way, nothing outside is changed, and a recording under no policy costs
/// to the nano-dollar what was recorded.
@NullMarked
package dev.trafficcontrol.rehearsal;

import org.jspecify.annotations.NullMarked;
