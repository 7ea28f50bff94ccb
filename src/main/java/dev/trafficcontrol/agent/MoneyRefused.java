package dev.trafficcontrol.agent;

/// The gateway refuses money, and asking again is of no use.
final class MoneyRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  MoneyRefused(String message) {
    super(message);
  }
}
