/// Child processes: started from one thread that lives as long as the daemon, watched through
/// `/proc`, ended with all their descendants.
///
/// Owns [ChildProcesses]. A command line with its whole environment enters, a child and its bounded
/// logs leave. Invariant: ending a child takes bounded time and tells what it could not end.
@NullMarked
package dev.trafficcontrol.adapter.process;

import org.jspecify.annotations.NullMarked;
