/// The program: configuration, the home directory, and the one place where the parts are put
/// together.
///
/// Owns [Main] and, below it, what a home is and what each request does. Arguments, environment and
/// files enter; a running daemon or an answer leaves. Invariant: only here are adapters chosen and
/// is the system clock read, and one home has at most one process that writes to it.
@NullMarked
package dev.trafficcontrol.app;

import org.jspecify.annotations.NullMarked;
