package dev.trafficcontrol.adapter.webhook;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What must not be told of an address: its path and its query may be as good as a password, and
/// some servers say them back in their errors.
final class HiddenPath {

  /// Below, a part of a path is a word such as `services`.
  private static final int LONG_ENOUGH = 12;

  /// What is cut off at the end of a text is known by so many characters.
  private static final int KNOWN_BY = 4;

  private final List<String> parts;

  HiddenPath(URI address) {
    this.parts =
        Stream.concat(
                Stream.of(address.getRawPath(), address.getPath(), address.getRawQuery())
                    .filter(HiddenPath::isSomething),
                Stream.of(address.getRawPath().split("/"))
                    .filter(part -> part.length() >= LONG_ENOUGH))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  private static boolean isSomething(@Nullable String part) {
    return part != null && part.length() > 1;
  }

  String in(String words) {
    String masked = words;
    for (String part : parts) {
      masked = masked.replace(part, "***");
    }
    for (String part : parts) {
      masked = withoutBeginning(part, masked);
    }
    return masked;
  }

  /// The words may have been cut in the middle of it.
  private static String withoutBeginning(String part, String words) {
    for (int length = part.length() - 1; length >= KNOWN_BY; length--) {
      if (words.endsWith(part.substring(0, length))) {
        return words.substring(0, words.length() - length) + "***";
      }
    }
    return words;
  }
}
