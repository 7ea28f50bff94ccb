package dev.trafficcontrol.pricing.listed;

import java.util.List;

/// A file that is no price list: every fault, each with its place.
public final class InvalidPriceList extends RuntimeException {

  private final transient List<String> faults;

  InvalidPriceList(List<String> faults) {
    super(String.join("\n", faults));
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }
}
