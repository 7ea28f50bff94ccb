package dev.trafficcontrol.capacity;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The class a model counts in: `opus` for `claude-opus-5-5-20260801`, the model's own name where
/// no class fits.
public final class ModelClass {

  /// Families of which people give limits. A name that contains one of these words is of that
  /// class.
  private static final List<String> FAMILIES =
      List.of("opus", "sonnet", "haiku", "fable", "mythos");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");

  private ModelClass() {}

  public static String of(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    for (String word : BETWEEN_WORDS.split(name)) {
      if (FAMILIES.contains(word)) {
        return word;
      }
    }
    return name;
  }
}
