package dev.trafficcontrol.rehearsal;

import java.util.List;

/// A middle, and between what half and nine of ten draws lie.
public record Spread<T>(T middle, T low50, T high50, T low90, T high90) {

  private static final double HALF = 0.5;
  private static final double OF_HALF = 0.25;
  private static final double OF_NINETY = 0.05;

  /// @param values at least one
  static <T extends Comparable<? super T>> Spread<T> of(List<T> values) {
    List<T> sorted = values.stream().sorted().toList();
    return new Spread<>(
        at(sorted, HALF),
        at(sorted, OF_HALF),
        at(sorted, 1 - OF_HALF),
        at(sorted, OF_NINETY),
        at(sorted, 1 - OF_NINETY));
  }

  private static <T> T at(List<T> sorted, double share) {
    return sorted.get((int) Math.round(share * (sorted.size() - 1)));
  }
}
