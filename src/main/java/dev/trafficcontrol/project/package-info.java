/// Projects: what tasks are grouped by, and what they inherit.
///
/// Owns [Project] with its workspace (repository, base branch, verification command) and its agent.
/// Text from people enters, checked values leave; [Projects] is the port they are kept behind.
/// Invariant: a project's name is its id for ever, and is safe as a part of a path and of a branch
/// name.
@NullMarked
package dev.trafficcontrol.project;

import org.jspecify.annotations.NullMarked;
