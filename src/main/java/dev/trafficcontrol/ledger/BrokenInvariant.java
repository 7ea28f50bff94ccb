package dev.trafficcontrol.ledger;

/// The ledger found itself in a state that can't be: a broken program or a tampered book. It stops
/// and grants nothing.
public final class BrokenInvariant extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  public BrokenInvariant(String message) {
    super(message);
  }
}
