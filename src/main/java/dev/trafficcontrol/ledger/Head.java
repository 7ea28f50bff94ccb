package dev.trafficcontrol.ledger;

/// Where a book ends: the number of its last batch, that batch's hash, and how many events there
/// are.
public record Head(long number, String hash, long events) {

  /// The head of a book without a batch.
  public static final Head EMPTY = new Head(0, "0".repeat(64), 0);
}
