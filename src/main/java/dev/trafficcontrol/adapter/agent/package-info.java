/// The agents that can be given tasks: Claude Code, and any command.
///
/// Owns [ClaudeCode] and [CommandAgent]. An assignment enters; a program with its whole environment
/// leaves, and a reader of what the program says. Invariant: the text of a task is data in a file,
/// never a part of a command line.
@NullMarked
package dev.trafficcontrol.adapter.agent;

import org.jspecify.annotations.NullMarked;
