/// The built-in agent: a small program of its own that works a task with a model and two tools.
///
/// Owns the loop (ask the model, do what it asks in the worktree, tell it what came of that) and
/// its client of the gateway. A task file, the gateway's address and a run's key enter by the
/// environment; edited files leave, and an exit status. Invariant: it touches nothing outside the
/// directory it was started in.
@NullMarked
package dev.trafficcontrol.agent;

import org.jspecify.annotations.NullMarked;
