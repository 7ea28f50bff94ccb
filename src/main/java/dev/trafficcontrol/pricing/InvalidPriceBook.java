package dev.trafficcontrol.pricing;

import java.util.List;

/// A price book that may not be used: every fault, each naming where it is.
public final class InvalidPriceBook extends RuntimeException {

  private final transient List<String> faults;

  InvalidPriceBook(List<String> faults) {
    super("The price book is not valid:\n  " + String.join("\n  ", faults));
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }
}
