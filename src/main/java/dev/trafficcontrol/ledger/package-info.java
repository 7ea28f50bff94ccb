/// The ledger of money: budgets, holds, and the book of everything that moved them.
///
/// Commands enter, [Decision]s leave: events for the book and a reply for the caller. [LedgerState]
/// is what the events add up to; [LedgerWriter] makes events durable before it replies. The
/// invariant, asserted at every grant: for each budget a hold matches, `spent in the current window
/// + held <= limit`.
@NullMarked
package dev.trafficcontrol.ledger;

import org.jspecify.annotations.NullMarked;
