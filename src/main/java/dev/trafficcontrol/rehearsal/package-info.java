/// Rehearsal: what a policy would have made of a fleet's calls, in virtual time.
///
/// Owns the replay. A [Recording] of what agents did and a [Policy] enter, an [Outcome] leaves.
/// Ledger, monitor, capacity and pre-flight are the real ones; only agents and their provider are
/// played. Invariant: the same recording under the same policy has the same outcome, and under none
/// it costs to the nano-dollar what was recorded.
@NullMarked
package dev.trafficcontrol.rehearsal;

import org.jspecify.annotations.NullMarked;
