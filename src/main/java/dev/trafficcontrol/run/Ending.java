package dev.trafficcontrol.run;

import java.util.List;

/// What came of ending a child.
///
/// @param survivors processes that could not be seen to end within the bound; empty in all but a
///   broken system
public record Ending(List<Long> survivors) {

  public static final Ending COMPLETE = new Ending(List.of());

  public Ending {
    survivors = List.copyOf(survivors);
  }
}
