/// What each request does, the same in the daemon and in a command that found none.
///
/// Owns [Operations], the list of verbs, and a class of handlers for each noun. Requests enter,
/// ports of the core are called, [facts][dev.trafficcontrol.cli.Facts] or a refusal leave.
/// Invariants: an argument nobody asked for refuses the request; what raises, resets, approves,
/// confirms or mints needs the owner's token; a refused request changed nothing.
@NullMarked
package dev.trafficcontrol.app.operation;

import org.jspecify.annotations.NullMarked;
