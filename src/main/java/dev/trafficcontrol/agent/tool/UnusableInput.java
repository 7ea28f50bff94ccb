package dev.trafficcontrol.agent.tool;

/// What the model asked for can't be done; the message tells it why and what would help.
final class UnusableInput extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableInput(String message) {
    super(message, null, false, false);
  }
}
