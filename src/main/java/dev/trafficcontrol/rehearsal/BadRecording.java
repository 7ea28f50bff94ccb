package dev.trafficcontrol.rehearsal;

import java.util.List;

/// What is wrong with a recording, all of it, each fault with its place.
public final class BadRecording extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 20;

  @SuppressWarnings("serial") // never serialized
  private final List<String> faults;

  BadRecording(List<String> faults) {
    super(shown(faults));
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }

  private static String shown(List<String> faults) {
    String first = String.join("\n", faults.stream().limit(MOST_SHOWN).toList());
    int more = faults.size() - MOST_SHOWN;
    return more > 0 ? first + "\nand " + more + " more" : first;
  }
}
