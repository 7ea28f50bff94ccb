package dev.trafficcontrol.ledger;

/// The book can't be written or read. What was asked may or may not have become durable: ask again
/// by id.
public final class LedgerUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LedgerUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public LedgerUnavailable(String message) {
    super(message);
  }
}
