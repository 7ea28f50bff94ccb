package dev.trafficcontrol.brokenladder.ledger;

import java.util.List;

/// Does I/O in the core.
public final class StartsProgram {
  public ProcessBuilder named(String name) {
    return new ProcessBuilder(List.of(name));
  }
}
