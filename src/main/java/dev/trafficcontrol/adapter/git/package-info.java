/// Places to work in, by way of the `git` command.
///
/// Owns [GitWorkplaces]. A project's workspace enters, a worktree on a branch of its own leaves,
/// and later a commit of whatever is in it. Invariant: nothing an agent can write decides what git
/// executes, which files outside the worktree are read, or which branch moves.
@NullMarked
package dev.trafficcontrol.adapter.git;

import org.jspecify.annotations.NullMarked;
