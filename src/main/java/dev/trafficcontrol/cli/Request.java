package dev.trafficcontrol.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing to do.
///
/// @param verb what, in the words of the command line: `task add`
/// @param arguments by name; texts, whole numbers, truths and lists of texts
public record Request(String verb, Facts arguments) {

  public static Request to(String verb) {
    return new Request(verb, Facts.of(Map.of()));
  }

  /// The same request with one argument more; nothing is added where nothing was given.
  public Request with(String name, @Nullable Object value) {
    if (value == null || (value instanceof Collection<?> many && many.isEmpty())) {
      return this;
    }
    Map<String, @Nullable Object> more = new LinkedHashMap<>(arguments.values());
    more.put(name, value instanceof Collection<?> many ? List.copyOf(many) : value);
    return new Request(verb, Facts.of(more));
  }
}
