package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Money set aside for one call, open until it is settled, voided or expired.
///
/// @param node who makes the call, where several nodes share the book; null where one has it
/// @param amount the worst case of the call, or the lower bound it was shrunk to
/// @param deadline when the gateway cuts the call, and the hold expires
public record Hold(
    HoldId id,
    HoldScope scope,
    Money amount,
    Instant heldAt,
    Instant deadline,
    @Nullable String node) {

  Hold shrunkTo(Money lower) {
    return new Hold(id, scope, lower, heldAt, deadline, node);
  }
}
