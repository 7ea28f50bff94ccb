package dev.trafficcontrol.ledger;

/// The end of a hold that was handed in: whatever is asked of the ledger from now on, by anyone, is
/// decided after it.
@FunctionalInterface
public interface PendingEnd {

  /// Returns once the end is durable. Throws [LedgerUnavailable] where the ledger was closed
  /// before.
  EndReply await();
}
