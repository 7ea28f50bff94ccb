package dev.trafficcontrol.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Named values in a fixed order: an object of the JSON that `--json` prints, so scripts and people
/// are told the same.
///
/// Values are texts, whole numbers, truths, null, objects and lists. Amounts of money are decimal
/// texts in USD.
public record Facts(Map<String, @Nullable Object> values) {

  public Facts {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static Facts of(Map<String, ? extends @Nullable Object> values) {
    return new Facts(new LinkedHashMap<>(values));
  }

  /// Names and values in turn.
  public static Facts of(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(String.valueOf(namesAndValues[i]), plain(namesAndValues[i + 1]));
    }
    return new Facts(values);
  }

  /// One name for a list of objects.
  public static Facts list(String name, List<Facts> items) {
    return of(name, items);
  }

  /// These, and one more at their end.
  public Facts with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
    more.put(name, plain(value));
    return new Facts(more);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Facts facts -> facts.values();
      case Optional<?> maybe -> plain(maybe.orElse(null));
      case List<?> list -> plainList(list);
      case String _, Integer _, Long _, Boolean _, Map<?, ?> _ -> value;
      default -> value.toString();
    };
  }

  private static List<@Nullable Object> plainList(List<?> list) {
    List<@Nullable Object> items = new ArrayList<>(list.size());
    list.forEach(item -> items.add(plain(item)));
    return items;
  }

  /// The value as text; empty where there is none.
  public Optional<String> maybe(String name) {
    return Optional.ofNullable(values.get(name)).map(Object::toString);
  }

  /// The value as text; blank where there is none.
  public String text(String name) {
    return maybe(name).orElse("");
  }

  public long number(String name) {
    return values.get(name) instanceof Number number ? number.longValue() : 0;
  }

  public boolean truth(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  public List<String> texts(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  public Facts object(String name) {
    return asFacts(values.get(name));
  }

  public List<Facts> objects(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().map(Facts::asFacts).toList()
        : List.of();
  }

  private static Facts asFacts(@Nullable Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, item) -> copy.put(String.valueOf(name), item));
    }
    return new Facts(copy);
  }
}
