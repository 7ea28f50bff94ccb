package dev.trafficcontrol.key;

/// What becomes of a call whose worst case is more than the budgets afford.
public enum Lowering {
  /// It is refused, with what would fit.
  NEVER,
  /// The limit of its answer is lowered until it fits, if enough of an answer is left.
  TO_BUDGET
}
