package dev.trafficcontrol.ledger;

/// A budget is known by what it is over: there is one for each scope and window. Written
/// `global/rolling-hour`.
public record BudgetId(Scope scope, Window window) {

  @Override
  public String toString() {
    return scope + "/" + window.label();
  }
}
