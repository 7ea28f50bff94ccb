/// What the built-in agent can do with the files it works on: read, write, edit, find, and run
/// commands.
///
/// One class a tool, its schema beside it. What the model asked for enters as [ToolInput]; a
/// [ToolResult] leaves, also where something went wrong: the model is to learn of it. Invariant: no
/// file outside the worktree is touched by way of a path, and no process that a command started
/// outlives it. What a command does to files is for the sandbox to contain.
@NullMarked
package dev.trafficcontrol.agent.tool;

import org.jspecify.annotations.NullMarked;
