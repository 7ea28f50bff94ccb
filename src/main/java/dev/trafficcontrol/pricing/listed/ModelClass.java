package dev.trafficcontrol.pricing.listed;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The class whose slots a model's agents take, by its name: Anthropic's and OpenAI's families are
/// named in it.
final class ModelClass {

  private static final Pattern CLAUDE = Pattern.compile("claude-([a-z]+)(?:-.*)?");
  private static final List<String> FAMILIES = List.of("astra", "sol", "terra", "luna");
  private static final List<String> SIZES = List.of("pro", "mini", "nano");

  private ModelClass() {}

  static String of(String model) {
    Matcher claude = CLAUDE.matcher(model);
    if (claude.matches()) {
      return claude.group(1);
    }
    if (model.matches("o[0-9].*")) {
      return "o";
    }
    List<String> words = List.of(model.split("-"));
    return FAMILIES.stream()
        .filter(words::contains)
        .findFirst()
        .or(() -> SIZES.stream().filter(words::contains).findFirst().map(size -> "gpt-" + size))
        .orElse("gpt");
  }
}
