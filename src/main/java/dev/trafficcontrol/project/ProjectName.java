package dev.trafficcontrol.project;

import java.util.regex.Pattern;

/// A project's name, which is also its id: a part of paths, of branch names and of budget scopes.
///
/// Lower-case words of letters and digits, joined by single `.`, `_` or `-`: never `..`, a leading
/// dash or dot, a separator, or a name that only some file systems tell apart.
public record ProjectName(String text) {

  public static final int LONGEST = 40;

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");

  /// Refuses with an [IllegalArgumentException] whose message can be shown to a person.
  public ProjectName {
    if (text.length() > LONGEST || !SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s' can't be a project's name: use at most %d lower-case letters and digits, in words joined by - _ or ."
              .formatted(text, LONGEST));
    }
    if (text.endsWith(".lock")) {
      throw new IllegalArgumentException(
          "'" + text + "' can't be a project's name: git keeps .lock for itself");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
