package dev.trafficcontrol.app.config;

import java.util.List;
import java.util.stream.Collectors;

/// The configuration can't be used. Carries everything that is wrong with it.
public final class BadConfiguration extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<ConfigFault> faults;

  BadConfiguration(List<ConfigFault> faults) {
    super(faults.stream().map(ConfigFault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  public List<ConfigFault> faults() {
    return faults;
  }
}
