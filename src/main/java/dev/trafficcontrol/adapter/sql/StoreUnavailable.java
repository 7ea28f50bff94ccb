package dev.trafficcontrol.adapter.sql;

/// The store failed at what it was asked: disk full, locked by another program, damaged, closed,
/// out of reach. The transaction was rolled back, unless its commit itself failed: then it is
/// unknown.
public final class StoreUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreUnavailable(String message) {
    super(message);
  }
}
