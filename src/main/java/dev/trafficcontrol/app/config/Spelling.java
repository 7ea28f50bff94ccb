package dev.trafficcontrol.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Guesses what a misspelt name was meant to be.
public final class Spelling {

  private static final int SOME = 3;

  private Spelling() {}

  /// The nearest of `known`, where it is near enough to be meant.
  static Optional<String> nearest(String name, Collection<String> known) {
    return near(name, known).stream().findFirst();
  }

  /// The few of `known` that are near enough to be meant, the nearest first.
  public static List<String> near(String name, Collection<String> known) {
    int most = Math.max(2, name.length() / 3);
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= most)
        .sorted(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .limit(SOME)
        .toList();
  }

  /// Letters to insert, remove or replace to make one of the other (Levenshtein).
  static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
