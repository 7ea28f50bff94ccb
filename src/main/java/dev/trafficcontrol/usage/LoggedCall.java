package dev.trafficcontrol.usage;

import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.money.Money;
import java.time.Instant;

/// One call that ended, from its hold to its charge.
///
/// @param heldAt when its hold was granted, or asked for where the book has it no more
/// @param worstCase what was held for it at first, or its cost where the book has it no more
/// @param tokens of all kinds; none where nothing was metered
public record LoggedCall(
    HoldScope scope, Instant heldAt, Instant endedAt, Money worstCase, Money cost, long tokens) {}
