/// The built-in agent: a small program of its own that works a task with a model and some tools.
///
/// Owns the loop (ask the model, do what it asks in the worktree, tell it what came of that) over
/// Anthropic's SDK. A task file, the gateway's address and a run's key enter by the environment;
/// edited files leave, and an exit status. Invariant: a refusal of money is asked for once, and
/// ends the agent.
@NullMarked
package dev.trafficcontrol.agent;

import org.jspecify.annotations.NullMarked;
