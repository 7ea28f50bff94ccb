package dev.trafficcontrol.app.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Settings whose value may stand in a variable that the file names: `${VARIABLE}`.
final class References {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final int LONGEST = 4_096;

  private final Settings settings;
  private final Map<String, String> environment;

  References(Settings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /// What a setting was found to be.
  ///
  /// @param value null where it is absent, or its variable is unset
  /// @param unset that variable, such as `$SMTP_PASSWORD`; empty where all is well
  record Found(@Nullable String value, String unset) {

    static final Found ABSENT = new Found(null, "");

    Optional<String> text() {
      return Optional.ofNullable(value);
    }
  }

  /// A text, in the file or in a variable.
  Found text(String path) {
    return settings
        .maybe(path, Function.identity())
        .map(text -> found(path, text))
        .orElse(Found.ABSENT);
  }

  /// A text that has no place in a file.
  Found secret(String path) {
    Optional<String> given = settings.maybe(path, Function.identity());
    boolean isInFile =
        given.isPresent()
            && !REFERENCE.matcher(given.get()).matches()
            && !given.get().equals(environment.get(Settings.variable(path)));
    if (isInFile) {
      settings.fault(
          path,
          path + ": a secret has no place in a file; name the variable that holds it: ${VARIABLE}");
      return Found.ABSENT;
    }
    return given.map(text -> found(path, text)).orElse(Found.ABSENT);
  }

  private Found found(String path, String text) {
    Matcher reference = REFERENCE.matcher(text);
    if (!reference.matches()) {
      return new Found(text, "");
    }
    String name = reference.group(1);
    String value = environment.get(name);
    if (value != null && (value.isBlank() || value.length() > LONGEST)) {
      settings.fault(
          path,
          "%s: $%s is set, but %s; unset it to switch the target off"
              .formatted(path, name, value.isBlank() ? "empty" : "too long"));
      return Found.ABSENT;
    }
    return new Found(value, value == null ? "$" + name : "");
  }
}
