/// Watches burn, and trips the breaker; watches budgets, and tells when they are used up.
///
/// Durable events of the ledger and what is metered in flight enter; trips go down to the ledger,
/// alerts up to people. Invariant: a trip is decided on settled and metered money alone, never on
/// holds.
@NullMarked
package dev.trafficcontrol.monitor;

import org.jspecify.annotations.NullMarked;
