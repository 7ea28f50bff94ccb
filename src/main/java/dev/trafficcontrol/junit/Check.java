package dev.trafficcontrol.junit;

/// What is looked at once a test has passed, and fails it.
public enum Check {

  /// No call is left open, nothing is held, and the book says what the provider billed, to the
  /// nano-dollar. Where the end of a call is not known, as after a cut connection, the book charges
  /// it in full: then it may say more than the bill, never less.
  BILL_IS_BOOK,

  /// For tests that leave calls open, or whose script makes the provider bill something else than
  /// it says.
  NOTHING
}
