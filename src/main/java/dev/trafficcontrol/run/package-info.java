/// Attempts at tasks and their supervision, from the claim to the task's next state.
///
/// Owns [RunSupervisor] and the ports it works through: launcher, verifier, worktrees, calls,
/// store. A claim of the queue enters; what leaves is a durable row per step, a branch with
/// whatever the agent did, and one outcome for the queue. Invariant: nothing outlives its run,
/// whatever a run did is on its branch, and only a verified result is called one.
@NullMarked
package dev.trafficcontrol.run;

import org.jspecify.annotations.NullMarked;
