/// The commands of `trafficctl`, a small class each: what it takes, what it asks, and how the
/// answer is shown.
///
/// Owns the words of the command line ([Catalogue]) and their help. Arguments enter, a
/// [dev.trafficcontrol.cli.Request] leaves, and the reply is shown as JSON or for people.
/// Invariant: no command does the work itself, so whatever a command can do, the control socket can
/// do too.
@NullMarked
package dev.trafficcontrol.cli.command;

import org.jspecify.annotations.NullMarked;
