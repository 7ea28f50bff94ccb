package dev.trafficcontrol.app.demo;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Command lines as a person would type them.
final class ShellWords {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

  private ShellWords() {}

  /// The words with quotes where a shell would split or change them.
  static String quoted(List<String> words) {
    return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
