package dev.trafficcontrol.brokenladder.app;

import dev.trafficcontrol.brokenladder.adapter.two.Two;
import java.nio.file.Path;
import java.time.Instant;

/// May do what it does.
public final class Wires {
  public Two two() {
    return new Two(Path.of(Instant.now().toString()));
  }
}
