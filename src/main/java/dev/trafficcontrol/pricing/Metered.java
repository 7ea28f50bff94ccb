package dev.trafficcontrol.pricing;

import java.util.List;

/// What a call turned out to use, and the price book that is to price it. No hops means that
/// nothing was billed.
public record Metered(String priceBookVersion, List<Hop> hops) {

  public Metered {
    hops = List.copyOf(hops);
  }
}
