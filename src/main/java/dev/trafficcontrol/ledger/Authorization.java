package dev.trafficcontrol.ledger;

/// The ledger's yes to one call. Only the ledger makes one, after the hold is durable; a provider
/// takes nothing else.
public final class Authorization {

  private final Hold hold;

  Authorization(Hold hold) {
    this.hold = hold;
  }

  public Hold hold() {
    return hold;
  }

  @Override
  public String toString() {
    return "authorized by hold " + hold.id() + " of " + hold.amount();
  }
}
