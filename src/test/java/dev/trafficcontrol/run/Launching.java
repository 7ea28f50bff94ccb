package dev.trafficcontrol.run;

import java.util.Optional;
import java.util.function.Consumer;

/// A launcher that tells of each launch before it happens; what the listener throws is thrown.
record Launching(AgentLauncher inner, Consumer<LaunchOrder> before) implements AgentLauncher {

  @Override
  public RunningAgent launch(LaunchOrder order) {
    before.accept(order);
    return inner.launch(order);
  }

  @Override
  public int endLeftovers(Workplace place, Optional<ChildMark> recorded) {
    return inner.endLeftovers(place, recorded);
  }
}
