package dev.trafficcontrol.capacity;

import java.util.List;
import java.util.Locale;

/// The class a model counts in: `opus` for `claude-opus-5-5-20260801`, the model's own name where
/// no class fits.
public final class ModelClass {

  /// Families of which people give limits. A name that contains one of these words is of that
  /// class.
  private static final List<String> FAMILIES =
      List.of("opus", "sonnet", "haiku", "fable", "mythos");

  private ModelClass() {}

  public static String of(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    int from = 0;
    while (from < name.length()) {
      int to = from;
      while (to < name.length() && isOfAWord(name.charAt(to))) {
        to++;
      }
      String word = name.substring(from, to);
      if (FAMILIES.contains(word)) {
        return word;
      }
      from = to + 1;
    }
    return name;
  }

  private static boolean isOfAWord(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
  }
}
