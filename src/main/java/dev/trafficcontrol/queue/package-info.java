/// The work queue: order, claims, leases and the end of an attempt.
///
/// Owns [WorkQueue], the port behind which claims are made, and what passes it: a [QueueSnapshot]
/// to decide on, an [Admission] to try, a [Claim] to work under, a [TaskOutcome] to end it.
/// Invariants: a task has at most one live claim, with a token larger than any before; a slot is
/// taken in the claim's transaction and released exactly once, keyed by run and token; nothing read
/// before a claim is trusted in it.
@NullMarked
package dev.trafficcontrol.queue;

import org.jspecify.annotations.NullMarked;
