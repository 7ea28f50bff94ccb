package dev.trafficcontrol.gateway;

/// More bodies are in memory than may be.
final class NoRoom extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
