/// How agents are walled in: bubblewrap, or, where the owner says so, nothing but a mark.
///
/// Owns [BubblewrapSandbox], [NoSandbox] and [SandboxProbe]. A program and its walls enter, a
/// command line leaves. Invariant: no secret is among the arguments of a command line, for
/// everybody on a machine can read those.
@NullMarked
package dev.trafficcontrol.adapter.sandbox;

import org.jspecify.annotations.NullMarked;
